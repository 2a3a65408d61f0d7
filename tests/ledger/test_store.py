from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from makers import FILLER, document, statement
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from renkei.errors import LedgerError, QuoteError
from renkei.ledger import Added, Filter, Ledger
from renkei.ledger.schema import metadata, statements
from renkei.nouns import (
    Anchor,
    Failure,
    Kind,
    Likelihood,
    Passage,
    Polarity,
    Reason,
    Reference,
    Role,
    Rung,
)

READ = {"reader": "rules", "version": "1"}
TUNNEL = "The two ports agreed to dig a tunnel by 2030. The mayor doubts it."
TUNNEL_ZH = "兩港同意在2030年前挖通海底隧道。市長表示懷疑。"


def counts(ledger: Ledger) -> dict[str, int]:
    with ledger.engine.connect() as connection:
        return {
            name: len(connection.execute(select(table)).all())
            for name, table in metadata.tables.items()
        }


def test_what_goes_in_comes_out_equal(ledger: Ledger) -> None:
    one = document(
        TUNNEL,
        title="海底隧道 𠮷",
        author="A. Clerk",
        address="https://harbour.example/1",
        published_from="metadata",
        media_type="text/html",
        warnings=("no outlet",),
    )
    one = replace(
        one,
        captions=(Passage(0, 3, "en", 4, ("[1]",)),),
        references=(Reference("[1]", 4, 9),),
        anchors=(Anchor(0, 17, 40),),
    )
    said = statement(
        one,
        "agreed to dig a tunnel by 2030",
        "agreed",
        likelihood=Likelihood.LIKELY,
        polarity=Polarity.NEGATED,
        actors=("JP", 'The "Port" Board'),
        time="2030",
        quantity="1 tunnel",
        notes=("[1]",),
        reasons=(Reason("status", "agreed", "verb", "agreed", 14, 20),),
    )
    assert ledger.add(one, [said], **READ) is Added.NEW
    assert ledger.document(one.id) == one
    assert ledger.document(one.id[:8]) == one
    (filed,) = ledger.statements()
    assert filed.statement == said
    assert ledger.reasons(filed.id) == said.reasons


def test_half_a_character_in_a_text_or_a_path_is_no_obstacle(ledger: Ledger) -> None:
    one = document("Half \ud800 a sign.", origin="bad\udcff\nname\0", title="\ud800")
    ledger.add(one, [], **READ)
    assert ledger.document(one.id).text == one.text
    assert ledger.documents()[0].origin == "bad\\udcff\nname\\x00"
    ledger.fail(Failure("p\udc80", "r\ud800"))
    assert ledger.failures()[0].origin == "p\\udc80"


def test_adding_twice_changes_nothing(ledger: Ledger) -> None:
    one = document(TUNNEL)
    said = [statement(one, "agreed to dig a tunnel", "agreed")]
    ledger.add(one, said, **READ)
    before = counts(ledger)
    assert ledger.add(one, said, **READ) is Added.KNOWN
    assert counts(ledger) == before
    assert ledger.has(one.id, "rules", "1")
    assert not ledger.has(one.id, "rules", "2")
    assert not ledger.has("unknown", "rules", "1")
    assert ledger.has(one.id, "rules", "1", "") and not ledger.has(one.id, "rules", "1", "other")


def test_a_second_origin_is_a_second_sighting(ledger: Ledger) -> None:
    one = document(TUNNEL)
    ledger.add(one, [], **READ)
    assert ledger.add(replace(one, origin="copy.txt"), [], **READ) is Added.KNOWN
    assert ledger.add(replace(one, origin="copy.txt"), [], **READ) is Added.KNOWN
    assert counts(ledger)["sightings"] == 2
    assert counts(ledger)["documents"] == 1


def test_a_new_version_of_a_reader_speaks_and_the_old_one_stays(ledger: Ledger) -> None:
    one = document(TUNNEL)
    ledger.add(one, [statement(one, "agreed to dig a tunnel", "agreed")], **READ)
    again = [statement(one, "agreed to dig", "considered"), statement(one, "mayor doubts it")]
    assert ledger.add(one, again, reader="rules", version="2") is Added.REREAD
    assert ledger.add(one, again, reader="rules", version="2") is Added.KNOWN
    assert [f.statement.quote for f in ledger.statements()] == ["agreed to dig", "mayor doubts it"]
    assert ledger.documents()[0].version == "2"
    assert ledger.documents()[0].statements == 2
    assert counts(ledger)["statements"] == 3
    other = ledger.add(one, [], reader="rules", version="2", names_digest="more names")
    assert other is Added.REREAD
    assert list(ledger.statements()) == []


def test_a_quote_that_is_not_in_the_document_is_refused_whole(ledger: Ledger) -> None:
    one = document(TUNNEL)
    good = statement(one, "agreed to dig a tunnel", "agreed")
    with pytest.raises(QuoteError):
        ledger.add(one, [good, replace(good, quote="agreed to build a bridge")], **READ)
    assert counts(ledger)["documents"] == 0


def test_the_same_statement_twice_in_a_reading_is_one(ledger: Ledger) -> None:
    one = document(TUNNEL)
    said = statement(one, "agreed to dig a tunnel", "agreed")
    ledger.add(one, [said, said], **READ)
    assert len(list(ledger.statements())) == 1


@pytest.mark.parametrize("table", sorted(metadata.tables))
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_no_row_can_be_changed_or_taken_away(ledger: Ledger, table: str, change: str) -> None:
    from renkei.ledger import Decision, DecisionKind

    one = document(f"{TUNNEL} {FILLER}")
    ledger.add(one, [statement(one, "agreed to dig", "agreed")], published_override="2024", **READ)
    ledger.fail(Failure("nowhere", "not there"))
    ledger.decide(Decision(DecisionKind.MERGE, item="a", value="b", who="me"))
    before = counts(ledger)
    assert all(before.values()), before
    column = next(iter(metadata.tables[table].columns)).name
    with ledger.engine.connect() as connection, pytest.raises(DBAPIError, match="only grows"):
        connection.execute(text(change.format(table, column)))
    assert counts(ledger) == before


def test_replacing_a_row_is_refused_too(ledger: Ledger) -> None:
    one = document(TUNNEL)
    ledger.add(one, [], **READ)
    if ledger.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite replaces rows when it inserts")
    with ledger.engine.connect() as connection, pytest.raises(DBAPIError, match="only grows"):
        connection.execute(text("INSERT OR REPLACE INTO failures SELECT 1, 'a', 'b', 'c', 'd'"))
        connection.execute(text("INSERT OR REPLACE INTO failures SELECT 1, 'e', 'f', 'g', 'h'"))


def test_the_date_of_publication_can_be_amended_and_the_first_one_stays(ledger: Ledger) -> None:
    one = document(TUNNEL, published="2024-04-10")
    said = [statement(one, "agreed to dig a tunnel", "agreed")]
    ledger.add(one, said, published_override="2024-04-01", **READ)
    ledger.add(one, said, published_override="2024-04-01", **READ)
    assert counts(ledger)["amendments"] == 1
    assert ledger.documents()[0].published == "2024-04-01"
    assert ledger.document(one.id).published == "2024-04-01"
    assert ledger.items(date(2024, 4, 5))[0].official
    assert ledger.amend(one.id, "2024-05-01", who="me", why="a slip")
    assert ledger.items(date(2024, 4, 20)) == []
    for wrong in ("yesterday", "", "../.."):
        with pytest.raises(LedgerError, match="published"):
            ledger.amend(one.id, wrong, who="me")


def test_a_copy_that_states_a_date_fills_the_gap(ledger: Ledger) -> None:
    one = document(TUNNEL, published="")
    ledger.add(one, [], **READ)
    assert not ledger.documents()[0].dated
    ledger.add(replace(one, published="2024-04-10", published_from="feed"), [], **READ)
    assert ledger.documents()[0].published == "2024-04-10"
    ledger.add(replace(one, published="2020-01-01"), [], **READ)
    assert ledger.documents()[0].published == "2024-04-10"


def test_without_any_date_it_is_the_day_it_was_recorded_and_says_so(ledger: Ledger) -> None:
    one = document(TUNNEL, published="")
    ledger.add(one, [statement(one, "agreed to dig a tunnel", "agreed")], **READ)
    (state,) = ledger.items()
    assert state.official and not state.official.word.dated
    (row,) = ledger.documents()
    assert (row.dated, row.day.isoformat()) == (False, row.recorded_at[:10])


def test_failures_are_kept_once_and_mended_when_the_origin_is_read(ledger: Ledger) -> None:
    broken = Failure("harbour.txt", "password needed", "give --password")
    ledger.fail(broken)
    ledger.fail(broken)
    ledger.fail(Failure("other.pdf", "no text"))
    assert [(f.origin, f.mended) for f in ledger.failures()] == [
        ("harbour.txt", False),
        ("other.pdf", False),
    ]
    ledger.add(document(TUNNEL), [], **READ)
    assert [f.mended for f in ledger.failures()] == [True, False]
    ledger.fail(broken)
    assert [f.mended for f in ledger.failures()] == [True, False, False]


def test_near_duplicates_are_linked_and_count_once(ledger: Ledger) -> None:
    text = f"{TUNNEL} {FILLER}"
    first = document(text, published="2024-04-10", source="Wire")
    copy = document(f"{text} More later.", published="2024-04-11", source="Gazette")
    apart = document(
        "Workers at the quarry went home early. The two ports agreed to dig a tunnel by 2030. "
        "Snow is forecast for every valley in the north, and the passes will close at dusk.",
        published="2024-04-12",
        source="Echo",
    )
    for one in (first, copy, apart):
        ledger.add(one, [statement(one, "agreed to dig a tunnel", "agreed")], **READ)
    rows = {row.id: row for row in ledger.documents()}
    assert rows[first.id].near_duplicates == (copy.id,)
    assert rows[copy.id].near_duplicates == (first.id,)
    assert rows[apart.id].near_duplicates == ()
    (state,) = ledger.items()
    assert (state.quotes, state.sources) == (2, 2)
    turns = ledger.history("tunnel")
    assert [(t.filed.source, [c.source for c in t.copies]) for t in turns] == [
        ("Wire", ["Gazette"]),
        ("Echo", []),
    ]


def test_three_times_are_kept_apart(ledger: Ledger) -> None:
    early = document("The board agreed on the tunnel.", published="2024-03-01", source="A")
    late = document("The tunnel was opened on 5 January.", published="2024-06-01", source="B")
    ledger.add(early, [statement(early, "agreed on the tunnel", "agreed")], **READ)
    opened = statement(late, "tunnel was opened", "in-effect", time="2024-01-05")
    ledger.add(late, [opened], **READ)

    def rung(on: str, known_by: str | None = None) -> str:
        by = date.fromisoformat(known_by) if known_by else None
        states = ledger.items(date.fromisoformat(on), by)
        return states[0].official.rung.value if states and states[0].official else ""

    assert rung("2024-02-01") == ""
    assert rung("2024-04-01") == "agreed"
    assert rung("2024-07-01") == "in-effect"
    assert rung("2024-02-01", known_by="2024-07-01") == "in-effect"
    assert rung("2024-01-04", known_by="2024-07-01") == ""
    assert rung("2024-07-01", known_by="2024-04-01") == "agreed"
    assert [t.since for t in ledger.history("tunnel")] == ["2024-01-05", "2024-03-01"]


def test_filters(ledger: Ledger) -> None:
    en = document(f"{TUNNEL} Ferries will stop in 2031.", source="Harbour News")
    zh = document(TUNNEL_ZH, published="2024-05-01", source="海港日報", language="zh-Hant")
    ledger.add(
        en,
        [
            statement(en, "agreed to dig a tunnel by 2030", "agreed", actors=("JP",), time="2030"),
            statement(en, "mayor doubts it", speaker="Mayor Ito", speaker_role=Role.OTHER),
            statement(
                en, "Ferries will stop", kind=Kind.FORECAST, topic="", time="2031", actors=("J_",)
            ),
        ],
        **READ,
    )
    ledger.add(
        zh,
        [
            statement(
                zh, "同意在2030年前挖通海底隧道", "agreed", speaker="聯合聲明", time="../2030"
            ),
            statement(zh, "市長表示懷疑", speaker="市長", speaker_role=Role.OTHER),
        ],
        **READ,
    )

    def quotes(**how: object) -> list[str]:
        return [f.statement.quote[:6] for f in ledger.statements(Filter(**how))]  # type: ignore[arg-type]

    assert quotes(kind=Kind.FORECAST) == ["Ferrie"]
    assert quotes(status=Rung.AGREED) == ["agreed", "同意在203"]
    assert quotes(actor="JP") == ["agreed"]
    assert quotes(actor="J") == quotes(actor="JX") == []
    assert quotes(speaker="联合") == ["同意在203"]
    assert quotes(speaker="ito") == ["mayor "]
    assert quotes(role=Role.OTHER) == ["mayor ", "市長表示懷疑"]
    assert quotes(source="日报") == ["同意在203", "市長表示懷疑"]
    assert quotes(source="100%") == []
    assert quotes(language="zh") == ["同意在203", "市長表示懷疑"]
    assert quotes(language="zh-Hans") == []
    assert quotes(item="") == ["Ferrie"]
    assert quotes(item="tunnel", role=Role.OFFICIAL) == ["agreed", "同意在203"]
    assert quotes(document=zh.id[:9]) == ["同意在203", "市長表示懷疑"]
    assert quotes(known_by=date(2024, 4, 10)) == ["agreed", "mayor ", "Ferrie"]
    assert quotes(since=date(2031, 1, 1)) == ["Ferrie"]
    assert quotes(until=date(2024, 4, 30)) == ["mayor ", "同意在203"]
    assert quotes(since=date(2024, 4, 30), until=date(2029, 1, 1)) == ["同意在203", "市長表示懷疑"]
    assert quotes(text="隧道") == ["同意在203"]
    assert quotes(text="tunnel") == ["agreed"]
    with pytest.raises(LedgerError, match="no document"):
        quotes(document="zzz")
    with pytest.raises(LedgerError, match="at least one letter"):
        quotes(text="、")


def test_an_id_must_be_told_from_others(ledger: Ledger) -> None:
    one, two = (replace(document(t), id=f"same{t[0]}") for t in ("A first.", "B second."))
    ledger.add(one, [], **READ)
    ledger.add(two, [], **READ)
    with pytest.raises(LedgerError, match="several documents"):
        ledger.document("same")
    with pytest.raises(LedgerError, match="no document"):
        ledger.document("")
    assert ledger.document("sameA").text == "A first."


def test_items_can_be_picked_and_have_their_packs_targets(ledger: Ledger) -> None:
    one = document(TUNNEL)
    ledger.add(one, [statement(one, "agreed to dig a tunnel", "agreed")], **READ)
    states = ledger.items(
        date(2024, 5, 1), keys=["bridge", "tunnel"], targets={"bridge": "2029", "tunnel": "2028"}
    )
    assert [(s.key, s.due and s.due.time, s.quotes) for s in states] == [
        ("bridge", "2029", 0),
        ("tunnel", "2028", 1),
    ]


def test_others_read_one_consistent_state_while_one_writes(
    open_ledger: Callable[..., Ledger],
) -> None:
    writer, reader = open_ledger(), open_ledger(readonly=True)
    first = document("One agreed thing.")
    writer.add(first, [statement(first, "One agreed thing", "agreed")], **READ)
    asked = reader.statements()
    assert next(asked).statement.document == first.id
    for i in range(20):
        more = document(f"Thing {i} was agreed.")
        writer.add(more, [statement(more, "was agreed", "agreed")], **READ)
    assert list(asked) == []
    assert len(list(reader.statements())) == 21
    with pytest.raises(LedgerError, match="read"):
        reader.add(document("No."), [], **READ)


def test_a_second_writer_waits_and_then_gets_a_clear_error(
    open_ledger: Callable[..., Ledger],
) -> None:
    slow, other = open_ledger(), open_ledger(wait=0.2)
    with (
        slow._writing(),
        pytest.raises(LedgerError, match="another process is writing"),
    ):
        other.add(document(TUNNEL), [], **READ)
    assert other.add(document(TUNNEL), [], **READ) is Added.NEW


def test_two_writers_take_turns(open_ledger: Callable[..., Ledger]) -> None:
    def write(ledger: Ledger, name: str) -> None:
        for i in range(15):
            one = document(f"{name} agreed to thing {i}.")
            ledger.add(one, [statement(one, "agreed to thing", "agreed")], **READ)

    ledgers = [open_ledger(), open_ledger()]
    threads = [
        threading.Thread(target=write, args=(x, n)) for x, n in zip(ledgers, "AB", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledgers[0].documents()) == 30
    with ledgers[0].engine.connect() as connection:
        assert len(connection.execute(select(statements.c.id).distinct()).all()) == 30
