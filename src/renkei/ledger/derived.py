"""Tables worked out from the record, so that it answers at once however much it holds.

None is part of the record: each can be thrown away and made anew (`renkei.ledger.deriving`), and
none is believed unless `marks` says that it was made by this version of the derivation and from
all that the record holds. Their rows are changed in the transaction that changes what they follow
from, or their item is put into `dirty` in it.

`live` has a row for each statement of a current reading, under the item where people filed it;
`shelf` a row for each document, its date as amended. `worked`, `moves` and `tallies` say how an
item stands, how it came to stand there, and how many statements have which value of a field;
`claims` what outlets had affirmed before officials did (`renkei.ledger.claiming`); `groups` holds
the last grouping of what fits no item.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    literal_column,
)

from renkei.ledger.schema import n_column, number, text_column

VERSION = 3
"""Of the derivation: one more whenever a row would come out otherwise than before."""

derived = MetaData()

COMMITTED = literal_column("rank") >= literal_column("0")
"""Whether a row of `live` is a commitment with a rung."""

live = Table(
    "live",
    derived,
    n_column(autoincrement=False),
    Column("document", number, nullable=False),
    text_column("id"),
    text_column("named"),
    text_column("item"),
    Column("wrong", Boolean, nullable=False),
    text_column("day"),
    text_column("kind"),
    text_column("status"),
    text_column("role"),
    Column("affirmed", Boolean, nullable=False),
    text_column("since_day"),
    Column("rank", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    text_column("over"),
    Column("cluster", number, nullable=False),
    Column("words", BigInteger, nullable=False),
    text_column("language"),
    text_column("source"),
    text_column("actors"),
    Index("live_named", "named"),
    Index("live_document", "document"),
    Index("live_words", "words"),
    Index("live_day", "day", "n", "wrong"),
    Index("live_item", "item", "day", "n", "wrong"),
    Index("live_kind", "kind", "day", "n", "wrong"),
    Index("live_status", "status", "day", "n", "wrong"),
    Index("live_source", "source", "day", "n", "wrong"),
    Index("live_actors", "actors"),
    Index(
        "live_ladder",
        *("item", "wrong", "since_day", "day", "rank", "place", "id", "n", "status", "role"),
        *("affirmed", "over", "source"),
        sqlite_where=COMMITTED,
        postgresql_where=COMMITTED,
    ),
)

shelf = Table(
    "shelf",
    derived,
    n_column(autoincrement=False),
    text_column("day"),
    text_column("source"),
    text_column("source_folded"),
    text_column("language"),
    Column("cluster", number, nullable=False),
    Column("reading", number, nullable=False),
    Column("statements", Integer, nullable=False),
    text_column("title_folded"),
    Index("shelf_day", "day", "n"),
    Index("shelf_source", "source_folded", "day", "n"),
    Index("shelf_language", "language", "day", "n"),
    Index("shelf_cluster", "cluster", "day"),
    Index("shelf_outlet", "source", "language", "day", "statements", "cluster", "n"),
)

worked = Table(
    "worked",
    derived,
    text_column("key", primary_key=True),
    text_column("first_day"),
    text_column("until"),
    text_column("state"),
)

moves = Table(
    "moves",
    derived,
    text_column("item", primary_key=True),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("statement", number, nullable=False),
    text_column("since"),
    text_column("day"),
    text_column("voice"),
    text_column("rung"),
    text_column("before"),
    text_column("standings"),
    Index("moves_day", "day", "item", "step"),
    Index("moves_item_day", "item", "day", "step"),
)

tallies = Table(
    "tallies",
    derived,
    text_column("item", primary_key=True),
    text_column("field", primary_key=True),
    text_column("value", primary_key=True),
    Column("statements", Integer, nullable=False),
    Index("tallies_value", "field", "value", "item"),
)

claims = Table(
    "claims",
    derived,
    text_column("item", primary_key=True),
    text_column("source", primary_key=True),
    text_column("rung", primary_key=True),
    text_column("day"),
    text_column("statement"),
    text_column("confirmed"),
    text_column("confirming"),
    Index("claims_source", "source", "confirmed", "day"),
)

groups = Table(
    "groups_of_unfiled",
    derived,
    n_column(autoincrement=False),
    text_column("term"),
    text_column("statements"),
)

dirty = Table("dirty", derived, text_column("key", primary_key=True))

marks = Table(
    "marks",
    derived,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("readings", number, nullable=False),
    Column("decisions", number, nullable=False),
    Column("amendments", number, nullable=False),
)


def create(connection: Connection) -> None:
    """Makes the tables, empty; the first that asks or adds fills them from the record."""
    derived.create_all(connection)


def replace(connection: Connection) -> None:
    """Makes the tables anew, empty, whatever they were like before."""
    derived.drop_all(connection)
    derived.create_all(connection)
