"""Names for the parts of speech that only a reader needs: groups, anaphora, role words, blockers.

They come from the actor rules of a pack. A group's key is its members' ISO codes, parted by spaces;
an anaphor's is how many parties it stands for (``2``), ``0`` if the text leaves that open. A
blocker names nothing: it swallows a string that would be mistaken for a name (日 in 10日 before
美国).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from renkei.nouns import Name
from renkei.packs.actors import Context, actor_rules


def speaker_names(folder: Path) -> list[Name]:
    """The groups, anaphora, role words and blockers of the pack in `folder`."""
    rules = actor_rules(folder)
    names = [
        Name(g.text, "group", " ".join(g.members), g.language, "", "official") for g in rules.groups
    ]
    names += [
        Name(a.text, "anaphor", str(a.count), a.language, "", "official") for a in rules.anaphora
    ]
    names += [Name(r.text, "role", r.text, r.language, r.state, r.role) for r in rules.roles]
    names += [Name(text, "none", "", language) for text, language in rules.blockers]
    names += [Name(text, "none", "", c.language) for c in rules.contexts for text in _blocked(c)]
    return list(dict.fromkeys(names))


def _blocked(context: Context) -> Iterator[str]:
    """The strings in which a context's names do not mean what they name."""
    forms: Iterable[str] = sorted(context.forms) or context.starts
    for form in forms:
        yield from (before + form for before in context.preceded)
        if context.forms:
            yield from (form + after for after in context.followed)
