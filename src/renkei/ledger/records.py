"""What goes into a ledger and comes out of it, beside the nouns. All frozen; none knows a database.

Days are `datetime.date`; moments of recording are ISO 8601 in UTC, as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from renkei.ledger.ladder import Due, Evidence, Standing
from renkei.nouns import Kind, Role, Rung, Statement


class Added(StrEnum):
    """What adding a document did."""

    NEW = "new"
    KNOWN = "known"
    REREAD = "reread"


class DecisionKind(StrEnum):
    """What a person can say about what was read.

    ``file`` puts a statement under the item `value` (empty: under none); ``split`` does the same
    with a statement of `item`; ``merge`` makes all of `item` part of the item `value`; ``wrong``
    and ``right`` judge a statement; ``note`` keeps the remark `value` beside a statement or an
    item; ``undo`` takes back the decision whose id is `value`. ``new`` makes the item `item`, which
    no pack has, under the name `value`; ``adopt`` puts a statement under the item that the decision
    `value` made, for as long as that stands; ``refuse`` wants no item for the name `value`.
    """

    FILE = "file"
    SPLIT = "split"
    MERGE = "merge"
    WRONG = "wrong"
    RIGHT = "right"
    NOTE = "note"
    UNDO = "undo"
    NEW = "new"
    ADOPT = "adopt"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's correction: which statement (its id or the beginning) or item, what, who, why."""

    kind: DecisionKind
    statement: str = ""
    item: str = ""
    value: str = ""
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decided(Decision):
    """A decision as recorded. `active` is False once it was undone.

    `document`, `start`, `end` and `statement_kind` say where its statement stood, so that it can
    be found again when the document is read anew.
    """

    id: int = 0
    when: str = ""
    document: str = ""
    start: int = -1
    end: int = -1
    statement_kind: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements: all conditions that are given must hold.

    `speaker` and `source` are looked for anywhere in the name, whatever its case and whether it is
    written in traditional or simplified characters. `actor` is a code or a body's label, exactly.
    `item` is an item's key as people filed it, empty for statements that fit none, None for any.
    `since` and `until` bound the time that the statement is about (the day of its document where
    it gives none): one that overlaps them is taken. `known_by` keeps what was published by then.
    `language` matches whole subtags, so that ``zh`` is both. `document` is an id or its unique
    beginning; `text` is a query as for `Ledger.search`, to be met in the statement's sentence.
    `wrong` is False to leave out what people marked wrong, True for only that, None for all.
    """

    kind: Kind | None = None
    status: Rung | None = None
    actor: str = ""
    speaker: str = ""
    role: Role | None = None
    item: str | None = None
    since: date | None = None
    until: date | None = None
    known_by: date | None = None
    source: str = ""
    language: str = ""
    document: str = ""
    text: str = ""
    wrong: bool | None = False


@dataclass(frozen=True, slots=True)
class Filed:
    """A statement in the ledger: where it is filed, what people said of it, and whose it is.

    `day` is the day its document was published; `dated` is False where the document does not say,
    and `day` is the day it was recorded. `state` is ``right``, ``wrong`` or empty. `remarks` are
    people's notes. Documents with the same `cluster` are near-duplicates of one another.
    `references` are the entries of the document's reference list that its sentence's marks lead to.
    """

    id: str
    statement: Statement
    item: str
    title: str
    source: str
    address: str
    origin: str
    published: str
    day: date
    dated: bool
    cluster: int
    state: str = ""
    remarks: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the ledger, without its text.

    `published` is as amended, if it was. `statements` counts those of its current reading.
    `near_duplicates` are the ids of documents that say nearly the same, itself left out.
    """

    id: str
    title: str
    source: str
    address: str
    published: str
    day: date
    dated: bool
    language: str
    origin: str
    warnings: tuple[str, ...]
    recorded_at: str
    reader: str
    version: str
    statements: int
    cluster: int
    near_duplicates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FailureRow:
    """What could not be read, and why; `mended` if the same origin was read later on."""

    origin: str
    reason: str
    advice: str
    recorded_at: str
    mended: bool


@dataclass(frozen=True, slots=True)
class ItemState:
    """How real an item is on a day, and what that rests on (see `renkei.ledger.ladder`).

    `quotes` counts what was said of it, of whatever kind, near-duplicates once; `sources` counts
    the outlets it came from, a report that several carry counting for the first of them.
    """

    key: str
    official: Standing | None
    reported: Standing | None
    changed: date | None
    due: Due | None
    quotes: int
    sources: int
    contradictions: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of an item's history: a statement in its place in time, and where things stand.

    `since` is EDTF as stated, `day` the day it is counted from; `official` and `reported` are the
    standings after it; `moved` names the voice whose standing it changed (``official``,
    ``reported``, or empty). `copies` are the same words in near-duplicates.
    """

    filed: Filed
    since: str
    day: date
    official: Standing | None
    reported: Standing | None
    moved: str
    copies: tuple[Filed, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A step that moved an item's standing, and the rung of that voice before it (None: none)."""

    item: str
    turn: Turn
    before: Rung | None


@dataclass(frozen=True, slots=True)
class Outlet:
    """What came from one outlet in one language, from its first day to its last.

    `copies` are its documents that say nearly the same as an earlier one.
    """

    source: str
    language: str
    documents: int
    statements: int
    copies: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the two voices stand on an item from a day on; None where one says nothing."""

    day: date
    official: Rung | None
    reported: Rung | None


@dataclass(frozen=True, slots=True)
class Claim:
    """An outlet (by its folded name) was first with a rung of an item (`renkei.ledger.claiming`).

    `confirmed` is the day of the first official word after it, and `confirming` its statement.
    """

    source: str
    item: str
    rung: Rung
    said: date
    statement: str
    confirmed: date | None
    confirming: str


@dataclass(frozen=True, slots=True)
class Record:
    """How many claims an outlet made, how many were borne out, and the last of those."""

    claims: int
    borne_out: int
    examples: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is. `statements` are those of current readings."""

    documents: int
    statements: int
    items: int
    unfiled: int
    failures: int


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that fit no item and seem to be about one thing: the term that they share.

    `more` is how many others there are beside those given.
    """

    term: str
    statements: tuple[Filed, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence or a title that a search found, in its context.

    `start` and `end` place it in the document's clean text (both 0: it is the title); `marks` are
    where the query's parts stand in `text`, as code-point offsets. `before` and `after` are the
    neighbouring sentences.
    """

    document: str
    title: str
    source: str
    address: str
    published: str
    language: str
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    before: str = ""
    after: str = ""
    score: float = field(default=0.0, compare=False)
