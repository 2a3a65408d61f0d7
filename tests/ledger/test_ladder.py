from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from renkei.ledger.ladder import Evidence, State, climb, since, stand
from renkei.nouns import LADDER, Role, Rung

LATE = date(2030, 1, 1)
count = iter(range(10**9))


def say(rung: str, said: str, role: Role = Role.OFFICIAL, **more: object) -> Evidence:
    known: dict[str, object] = {"id": f"s{next(count)}", "speaker": "someone", **more}
    return Evidence(rung=Rung(rung), role=role, said=date.fromisoformat(said), **known)  # type: ignore[arg-type]


def rungs(state: State) -> tuple[str, str]:
    return (
        state.official.rung.value if state.official else "",
        state.reported.rung.value if state.reported else "",
    )


# --- what a person would say, case by case -------------------------------------------------------


def test_a_thing_of_which_nothing_is_said_has_no_rung() -> None:
    assert stand([], LATE) == State()


def test_of_two_alike_what_is_said_first_is_the_word() -> None:
    later, first = say("intended", "2024-04-10", place=90), say("intended", "2024-04-10", place=4)
    state = stand([later, first], LATE)
    assert state.official and state.official.word is first


def test_a_thing_that_climbs_and_what_was_known_on_each_day() -> None:
    story = [
        say("considered", "2023-12-01"),
        say("intended", "2024-04-05", time="2025-03"),
        say("agreed", "2024-07-28"),
        say("in-effect", "2025-03-25", time="2025-03-24"),
    ]
    seen = {
        day: rungs(stand(story, date.fromisoformat(day)))[0]
        for day in ("2023-11-30", "2023-12-01", "2024-04-04", "2024-07-28", "2025-03-24")
    }
    assert list(seen.values()) == ["", "considered", "considered", "agreed", "in-effect"]
    now = stand(story, LATE)
    assert now.official and now.official.since == "2025-03-24"
    assert now.changed == date(2025, 3, 24)


def test_officials_are_kept_apart_from_what_is_only_reported() -> None:
    story = [
        say("considered", "2024-03-24"),
        say("agreed", "2024-03-25", Role.MEDIA, speaker="a paper"),
        say("floated", "2024-03-26", Role.ANALYST),
    ]
    state = stand(story, LATE)
    assert rungs(state) == ("considered", "agreed")
    assert state.reported and state.reported.word.speaker == "a paper"


def test_the_articles_own_words_are_reported() -> None:
    assert rungs(stand([say("agreed", "2024-01-01", Role.AUTHOR)], LATE)) == ("", "agreed")


def test_what_officials_say_too_is_not_only_reported() -> None:
    story = [say("agreed", "2024-01-01", Role.MEDIA), say("agreed", "2024-01-09")]
    state = stand(story, LATE)
    assert rungs(state) == ("agreed", "")
    assert state.official and state.official.since == "2024-01-09"


def test_ended_supersedes_and_a_new_start_counts_from_the_new_start() -> None:
    old = [say("under-way", "2017-12-19"), say("ended", "2020-06-25")]
    assert rungs(stand(old, LATE)) == ("ended", "")
    assert rungs(stand(old, date(2020, 6, 24))) == ("under-way", "")
    again = stand([*old, say("considered", "2020-12-18")], LATE)
    assert rungs(again) == ("considered", "")
    assert again.official and again.official.since == "2020-12-18"


def test_an_officials_refusal_supersedes_earlier_reports_but_not_later_ones() -> None:
    story = [say("intended", "2024-04-01", Role.MEDIA), say("rejected", "2024-04-02")]
    assert rungs(stand(story, LATE)) == ("rejected", "")
    story.append(say("considered", "2024-05-01", Role.MEDIA))
    assert rungs(stand(story, LATE)) == ("rejected", "considered")


def test_a_report_that_it_stalled_does_not_move_officials_and_stands_beside_them() -> None:
    stalled = say("stalled", "2024-06-01", Role.MEDIA)
    state = stand([say("agreed", "2024-01-01"), stalled], LATE)
    assert rungs(state) == ("agreed", "stalled")
    assert state.contradictions == (stalled,)
    answered = stand([say("agreed", "2024-01-01"), stalled, say("agreed", "2024-07-01")], LATE)
    assert rungs(answered) == ("agreed", "")
    assert answered.contradictions == ()


def test_a_denial_speaks_against_its_rung_and_all_above_until_an_official_affirms_it() -> None:
    denial = say("agreed", "2024-04-02", affirmed=False)
    report = say("under-way", "2024-04-01", Role.MEDIA)
    lower = say("considered", "2024-04-03")
    assert stand([denial, report, lower], LATE).contradictions == (denial,)
    assert stand([denial, lower], LATE).contradictions == ()
    assert stand([denial, report, say("agreed", "2024-04-04")], LATE).contradictions == ()
    assert stand([denial, report, say("agreed", "2024-04-01")], LATE).contradictions == (denial,)


def test_a_denial_that_it_was_refused_speaks_against_the_refusal() -> None:
    denial = say("rejected", "2024-04-05", affirmed=False)
    assert stand([say("rejected", "2024-04-02"), denial], LATE).contradictions == (denial,)


def test_refused_and_affirmed_on_one_day_is_a_contradiction_not_a_refusal() -> None:
    ended = say("ended", "2024-04-02")
    state = stand([say("agreed", "2024-04-02"), ended], LATE)
    assert rungs(state) == ("agreed", "")
    assert state.contradictions == (ended,)


def test_since_is_the_stated_time_if_it_is_past_and_the_day_it_was_said_if_not() -> None:
    cases = {
        "": ("2024-04-10", "2024-04-10"),
        "2024-04-08": ("2024-04-08", "2024-04-08"),
        "2022": ("2022", "2022-12-31"),
        "2024-04-10": ("2024-04-10", "2024-04-10"),
        "2024-04": ("2024-04-10", "2024-04-10"),
        "2025": ("2024-04-10", "2024-04-10"),
        "2021-09-15/..": ("2021-09-15/..", "2021-09-15"),
        "../2025": ("2024-04-10", "2024-04-10"),
        "FY2022": ("FY2022", "2023-03-31"),
        "some day": ("2024-04-10", "2024-04-10"),
    }
    for time, (stated, day) in cases.items():
        got = since(say("agreed", "2024-04-10", time=time))
        assert got == (stated, date.fromisoformat(day)), time


def test_due_is_the_last_word_on_it_that_still_lies_ahead() -> None:
    story = [
        say("intended", "2022-12-16", time="2026"),
        say("agreed", "2023-10-04", time="FY2025"),
        say("considered", "2024-01-01", time="2029"),
        say("intended", "2024-02-01", Role.MEDIA, time="2025"),
        say("agreed", "2024-02-01", time="2025-09"),
    ]
    due = stand(story, date(2024, 3, 1)).due
    assert due and (due.time, due.day) == ("2025-09", date(2025, 9, 30))
    due = stand(story, date(2023, 12, 1)).due
    assert due and (due.time, due.day) == ("FY2025", date(2026, 3, 31))
    late = stand(story, date(2027, 1, 1), target="2030")
    assert late.due and late.due.time == "2030" and late.due.word is None
    assert stand(story, date(2027, 1, 1)).due is None


def test_what_is_in_effect_is_due_no_more_until_a_new_date_is_set() -> None:
    story = [
        say("intended", "2023-01-19", time="FY2027"),
        say("in-effect", "2025-03-25", time="2025-03-24"),
    ]
    assert stand(story, date(2025, 3, 20)).due is not None
    assert stand(story, date(2025, 6, 1), target="FY2027").due is None
    later = [*story, say("intended", "2025-10-30", time="2026-12")]
    due = stand(later, date(2025, 11, 1)).due
    assert due and due.time == "2026-12"


def test_what_was_to_be_done_before_it_was_ended_is_no_longer_due() -> None:
    story = [say("agreed", "2024-01-01", time="2026"), say("ended", "2024-05-01")]
    assert stand(story, date(2024, 6, 1)).due is None


def test_every_statement_is_a_step_and_only_some_move_the_ladder() -> None:
    story = [
        say("considered", "2024-01-01"),
        say("considered", "2024-01-02"),
        say("agreed", "2024-01-03", Role.MEDIA),
        say("agreed", "2024-01-04", affirmed=False),
        say("agreed", "2024-01-05"),
    ]
    assert [s.moved for s in climb(story)] == ["official", "", "reported", "", "official"]


# --- laws, over any story -----------------------------------------------------------------------

DAYS = st.integers(0, 12).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
TIMES = st.one_of(st.just(""), DAYS.map(date.isoformat), st.sampled_from(["2023", "2024", "2025"]))


@st.composite
def stories(draw: st.DrawFn) -> list[Evidence]:
    size = draw(st.integers(0, 9))
    return [
        Evidence(
            id=f"{i}",
            rung=draw(st.sampled_from(Rung)),
            role=draw(st.sampled_from([Role.OFFICIAL, Role.OFFICIAL, Role.MEDIA, Role.AUTHOR])),
            said=draw(DAYS),
            affirmed=draw(st.booleans()),
            time=draw(TIMES),
        )
        for i in range(size)
    ]


def moment(word: Evidence) -> tuple[date, date]:
    return since(word)[1], word.said


def by_definition(words: list[Evidence], refusals: list[Evidence]) -> set[Rung]:
    """The rung by the sentence in the specification, with no fold and no order.

    The highest rung that affirmed statements support and that is not superseded by a later
    refusal; without any, the latest refusals.
    """
    live = [
        w
        for w in words
        if w.rung.height is not None and not any(moment(r) > moment(w) for r in refusals)
    ]
    if live:
        return {max((w.rung for w in live), key=lambda r: LADDER[r])}
    own = [w for w in words if w.rung.height is None]
    last = max((moment(w) for w in own), default=None)
    return {w.rung for w in own if moment(w) == last}


@given(stories(), DAYS)
def test_the_official_rung_is_what_the_definition_says(story: list[Evidence], on: date) -> None:
    known = [w for w in story if since(w)[1] <= on]
    words = [w for w in known if w.official and w.affirmed]
    want = by_definition(words, [w for w in words if w.rung.height is None])
    standing = stand(story, on).official
    assert (standing is None) if not want else (standing and standing.rung in want)


@given(stories(), st.randoms())
def test_the_order_of_insertion_does_not_matter(story: list[Evidence], random: object) -> None:
    mixed = list(story)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert stand(mixed, LATE) == stand(story, LATE)


@given(stories())
def test_saying_a_thing_twice_does_not_matter(story: list[Evidence]) -> None:
    assert stand(story + story, LATE).official == stand(story, LATE).official
    assert stand(story + story, LATE).reported == stand(story, LATE).reported


@given(stories(), DAYS, st.sampled_from(list(LADDER)))
def test_a_lower_rung_never_lowers(story: list[Evidence], day: date, rung: Rung) -> None:
    before = stand(story, LATE).official
    if before and before.rung.height is not None and LADDER[rung] <= before.rung.height:
        more = [*story, Evidence(id="x", rung=rung, role=Role.OFFICIAL, said=day)]
        after = stand(more, LATE).official
        assert after and after.rung is before.rung


@given(stories(), st.sampled_from([Rung.REJECTED, Rung.STALLED, Rung.ENDED]))
def test_a_later_refusal_by_an_official_supersedes_everything(
    story: list[Evidence], refusal: Rung
) -> None:
    last = Evidence(id="x", rung=refusal, role=Role.OFFICIAL, said=date(2025, 6, 1))
    after = stand([*story, last], LATE)
    assert after.official and after.official.rung is refusal
    assert after.reported is None
    assert after.due is None


@given(stories(), DAYS, st.sampled_from(list(Rung)))
def test_a_denial_never_moves_a_rung(story: list[Evidence], day: date, rung: Rung) -> None:
    denial = Evidence(id="x", rung=rung, role=Role.OFFICIAL, said=day, affirmed=False)
    before, after = stand(story, LATE), stand([*story, denial], LATE)
    assert (after.official, after.reported) == (before.official, before.reported)
    assert (after.changed, after.due) == (before.changed, before.due)


@given(stories(), st.sampled_from([Role.MEDIA, Role.AUTHOR, Role.ANALYST, Role.OTHER]), DAYS)
def test_no_report_ever_moves_the_official_rung(
    story: list[Evidence], role: Role, day: date
) -> None:
    for rung in Rung:
        more = [*story, Evidence(id="x", rung=rung, role=role, said=day)]
        assert stand(more, LATE).official == stand(story, LATE).official


@given(stories(), DAYS)
def test_how_it_stood_on_a_day_does_not_depend_on_what_came_later(
    story: list[Evidence], on: date
) -> None:
    known = [w for w in story if since(w)[1] <= on]
    assert stand(story, on) == stand(known, on)


@given(stories())
def test_the_steps_are_the_whole_history(story: list[Evidence]) -> None:
    steps = list(climb(story))
    assert sorted(s.word.id for s in steps) == sorted(w.id for w in story)
    for step in steps:
        same_moment = [s for s in steps if s.day == step.day]
        if step is same_moment[-1]:
            state = stand(story, step.day)
            assert (state.official, state.reported) == (step.official, step.reported)


@given(stories())
def test_every_contradiction_is_a_denial_or_a_refusal(story: list[Evidence]) -> None:
    state = stand(story, LATE)
    for word in state.contradictions:
        assert not word.affirmed or word.rung.height is None
        affirmed = replace(word, id="later", affirmed=True, said=date(2026, 1, 1), time="")
        if not word.affirmed and word.rung.height is not None:
            answered = stand([*story, replace(affirmed, role=Role.OFFICIAL)], LATE)
            assert word not in answered.contradictions
