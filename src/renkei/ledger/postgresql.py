"""What only PostgreSQL does: one server, a team, and an index of words (`tsvector`, GIN).

The words are ours, as on SQLite, so that a search finds the same on both.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, Connection, Engine, Float, Integer, create_engine, event, text
from sqlalchemy.sql.selectable import TextualSelect

from renkei.ledger.search import Phrase
from renkei.ledger.sqlite import ONLY_GROWS

_WRITER = 0x72656E6B6569  # the key of the lock that one writer holds: "renkei" in ASCII
_POSITIONS = 16383  # the last place that a tsvector can tell from those after it


def engine(url: str, *, readonly: bool, wait: float) -> Engine:
    """Connections to the server at `url`; a writer waits `wait` seconds for another to finish."""
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    made = create_engine(address, pool_pre_ping=True)

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(wait * 1000)}ms'")
        if readonly:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    return made


def begin_writing(connection: Connection) -> None:
    """Waits until no other process writes; the lock ends with the transaction."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER})


def guard(connection: Connection, table: str) -> None:
    """Has the database itself refuse changes to `table`."""
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{ONLY_GROWS}'; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION only_grows()"
    )


def create_index(connection: Connection) -> None:
    """Makes the empty index of words."""
    connection.exec_driver_sql("CREATE TABLE words (n bigint PRIMARY KEY, words tsvector NOT NULL)")
    connection.exec_driver_sql("CREATE INDEX words_found ON words USING gin (words)")
    guard(connection, "words")


def index(connection: Connection, passages: Iterable[tuple[int, list[str]]]) -> None:
    """Adds the words of passages, each under its number."""
    rows = [
        {"n": n, "words": " ".join(f"'{w}':{i}" for i, w in enumerate(words[:_POSITIONS], 1))}
        for n, words in passages
    ]
    if rows:
        connection.execute(text("INSERT INTO words VALUES (:n, CAST(:words AS tsvector))"), rows)


def naming(phrases: list[Phrase], most: int) -> TextualSelect:
    """The numbers of the last `most` passages in which any of `phrases` occurs."""
    last = (
        f"SELECT n FROM words WHERE words @@ CAST(:named AS tsquery) ORDER BY n DESC LIMIT {most}"
    )
    query = " | ".join(map(_written, phrases))
    return text(last).bindparams(named=query).columns(Column("n", Integer))


def _written(phrase: Phrase) -> str:
    return "(" + " <-> ".join(f"'{w}'" for w in phrase.words) + ":*" * phrase.prefix + ")"


def matching(phrases: list[Phrase], most: int | None = None) -> TextualSelect:
    """The numbers of the passages in which all `phrases` occur, and a score, best lowest.

    With `most`, no more than that many are looked at, the last ones.
    """
    last = f" ORDER BY n DESC LIMIT {most}" if most else ""
    query = " & ".join(map(_written, phrases))
    return (
        text(
            "SELECT n, -ts_rank(words, CAST(:query AS tsquery)) AS score FROM words "
            f"WHERE words @@ CAST(:query AS tsquery){last}"
        )
        .bindparams(query=query)
        .columns(Column("n", Integer), Column("score", Float))
    )
