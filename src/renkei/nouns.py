"""The nouns that every room shares. All are frozen; none knows how it was made.

Offsets are counted in Unicode code points of `Document.text`, start included, end excluded.
Times are EDTF strings (ISO 8601-2), or ``FYnnnn`` for a Japanese fiscal year; empty if unknown.
Languages are BCP 47: ``zh-Hans``, ``zh-Hant``, ``ja``, ``en``, or ``und``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a statement claims (codebook, *Kinds*)."""

    COMMITMENT = "commitment"
    EVENT = "event"
    POSITION = "position"
    FORECAST = "forecast"
    MEASURE = "measure"
    ARRANGEMENT = "arrangement"


class Rung(StrEnum):
    """How real a commitment is (codebook, *The ladder*), lowest first, then three off it."""

    FLOATED = "floated"
    CONSIDERED = "considered"
    PROPOSED = "proposed"
    INTENDED = "intended"
    AGREED = "agreed"
    AUTHORISED = "authorised"
    UNDER_WAY = "under-way"
    IN_EFFECT = "in-effect"
    REJECTED = "rejected"
    STALLED = "stalled"
    ENDED = "ended"

    @property
    def height(self) -> int | None:
        """0 (`floated`) to 7 (`in-effect`); None for the three states off the ladder."""
        return LADDER.get(self)


LADDER: dict[Rung, int] = {rung: i for i, rung in enumerate(list(Rung)[:8])}


class Likelihood(StrEnum):
    """How likely a forecast's outcome is said to be (after ICD 203)."""

    VERY_LIKELY = "very-likely"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very-unlikely"


class Polarity(StrEnum):
    """Whether the speaker says that it is so, or that it is not."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Role(StrEnum):
    """Whose voice a statement is."""

    OFFICIAL = "official"
    ANALYST = "analyst"
    MEDIA = "media"
    POLL = "poll"
    AUTHOR = "author"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a document.

    `block` numbers the paragraph it stands in, so that a reader knows where one ends.
    `notes` are the footnote marks that belong to it, as written (``[11]``).
    """

    start: int
    end: int
    language: str
    block: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a document's reference list: its mark and where its text stands."""

    mark: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A run of clean text that stands, letter for letter, at `source` in the decoded original."""

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Document:
    """One text by one source at one time.

    `id` is a hash of the content (text, title, source, address), so reading it twice is reading
    it once. `text` is the clean text: body, captions and reference list in reading order, page
    furniture left out. `passages` are the sentences of the body only; `captions` and `references`
    are kept apart. `published` is EDTF, empty where nothing states it, and `published_from` says
    what it rests on (``dateline``, ``metadata``, ``user``, ``address``, ``feed``). `anchors` lead
    from clean text back to the decoded original where the format allows. `origin` is the path or
    address it was read from; `warnings` are what the reader of the document should know.
    """

    id: str
    text: str
    passages: tuple[Passage, ...]
    title: str = ""
    source: str = ""
    address: str = ""
    author: str = ""
    published: str = ""
    published_from: str = ""
    language: str = "und"
    captions: tuple[Passage, ...] = ()
    references: tuple[Reference, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    media_type: str = "text/plain"
    origin: str = ""
    warnings: tuple[str, ...] = ()

    def quote(self, start: int, end: int) -> str:
        """The exact run of clean text between two offsets."""
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class Failure:
    """A source, or a part of one, that could not be read, and why. Never dropped silently."""

    origin: str
    reason: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form in one language and what it names.

    `kind` is ``item``, ``state``, ``body``, ``person``, ``title``, ``outlet``, ``institute``,
    ``group`` (of states), ``anaphor`` (both sides), ``role`` (a word for a speaker), ``hint`` and
    ``figure`` (a word that speaks of an item or of a series without naming it) or ``none`` (a
    string that is no name). `key` is the item's key, the state's ISO code, those of a group parted
    by spaces, or the English label of a body, person or outlet. `state` is the ISO code of the
    state that a body, person or title acts for, those of an item's parties parted by spaces, empty
    if none; `role` is the speaker role that goes with it, empty for items.
    """

    text: str
    kind: str
    key: str
    language: str = "und"
    state: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field of a statement has its value: the rule, and the words it rests on."""

    field: str
    value: str
    rule: str
    cue: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, by one speaker, about one thing, supported by one run of text (codebook).

    Field names and values are the codebook's. `document` is the document's id; `start` and `end`
    place `quote` in its clean text. `notes` are the footnote marks that the quote's sentence bears.
    `topic` is the key of an item or series of the pack, or empty: filing is the ledger's business.
    """

    document: str
    start: int
    end: int
    quote: str
    kind: Kind
    status: Rung | None = None
    likelihood: Likelihood | None = None
    polarity: Polarity = Polarity.AFFIRMED
    actors: tuple[str, ...] = ()
    speaker: str = "author"
    speaker_role: Role = Role.AUTHOR
    time: str = ""
    quantity: str = ""
    topic: str = ""
    language: str = "und"
    notes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = field(default=(), compare=False, repr=False)
