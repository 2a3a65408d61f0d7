"""What the words of an English noun phrase tell by themselves, whatever text they stand in.

The patterns are those of ``data/en/subjects.yaml``. Texts call those who speak by the same words
again and again: what was read of these last is remembered.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from renkei.nouns import Role
from renkei.reading.closing import spelt
from renkei.reading.strangers import closing_rules, described_role, speech_words, subject_rules

_POLL = Role.POLL
_KNOWN = 1 << 13
"""So many wordings are remembered."""
_POINTING = ("he", "they", "it")


class Wording(NamedTuple):
    """A noun phrase without what is said of it behind: ``words[:stop]``.

    Behind its article it is ``words[first:stop]``, up to the end of its head ``words[first:head]``.
    `carried` is set if it only points back: the kind of pronoun (`he`, `they`, `it`), or `part`
    of those heard before, or a noun that had been used before. `several` speak together by the
    last word of its head.
    """

    stop: int
    first: int = 0
    head: int = 0
    together: bool = False
    carried: str = ""
    is_noun: bool = False


@lru_cache(_KNOWN)
def wording(words: str) -> Wording | None:
    """How a noun phrase (folded, without blanks around it) is made; None if the words are none:
    an adverbial, a clause."""
    rules, size = subject_rules(), len(words)
    opens = words.partition(" ")[0]
    may_point = opens in _openings() or not opens.isalpha()
    if may_point:
        pointing = _pointing().get(words)
        if pointing or rules["part"].match(words):
            return Wording(size, carried=pointing or "part")
        m = rules["again"].match(words)
        if m:
            return Wording(size, 0, _head(words, 0, size), carried=m[1], is_noun=True)
        if rules["aside"].match(words):
            return None
    relative = rules["relative"].search(words, 1)
    stop = relative.start() if relative else size
    if rules["finite"].search(words, 0, stop):
        return None
    article = rules["article"].match(words) if may_point else None
    first = article.end() if article else 0
    head = _head(words, first, stop)
    together = closing_rules()["together"].search(words, first, head)
    return Wording(stop, first, head, together is not None)


@lru_cache(_KNOWN)
def told_role(words: str) -> Role | None:
    """The role that the words of a noun phrase (folded) tell, None if they tell none."""
    return _POLL if subject_rules()["is_poll"].search(words) else described_role(words)


def _head(words: str, start: int, end: int) -> int:
    """Where the head of a noun phrase ends, with one *of* at most."""
    search = subject_rules()["prepositions"].search
    m = search(words, start + 1, end)
    if m and m[0] == " of":
        m = search(words, m.end(), end)
    return m.start() if m else end


@cache
def _openings() -> frozenset[str]:
    """The words with which a phrase may begin that is more, or less, than a bare noun."""
    rules = ("part", "again", "aside", "article")
    return spelt(*(subject_rules()[rule].pattern for rule in rules)) | _pointing().keys()


@cache
def _pointing() -> dict[str, str]:
    """The kind of each pronoun."""
    return {word: key for key in _POINTING for word in speech_words()[key]}
