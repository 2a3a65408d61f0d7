"""Filing: hints found and summed as they stand, and statements filed where their signs lead."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.nouns import Document, Kind, Name
from renkei.reading import topics as filing
from renkei.reading.hints import HintFinder, Marks, stretches
from renkei.reading.layout import Layout, lay_out
from renkei.reading.names import NameFinder
from renkei.reading.signs import ALL

from .samples import bare, names, read

OWN = (
    Name("Harbour Dialogue", "item", "harbour-dialogue", "en"),
    Name("Signal Group", "item", "signal-group", "en"),
    Name("pier", "hint", "harbour-dialogue", "en"),
    Name("harbour talks", "hint", "harbour-dialogue", "en"),
    Name("berths", "hint", "harbour-dialogue", "en"),
    Name("antenna", "hint", "signal-group", "en"),
    Name("5%", "figure", "sailors-wanting", "en"),
    Name("sailors", "figure", "sailors-wanting", "en"),
    Name("shared", "hint", "harbour-dialogue", "en"),
    Name("shared", "hint", "signal-group", "en"),
    Name("shared antenna", "hint", "signal-group", "en"),
)


def layout(one: Document) -> Layout:
    finders = {"en": NameFinder(OWN, "en")}
    return lay_out(one, finders.__getitem__)[0]


def filed(*sentences: str, kind: Kind = Kind.COMMITMENT, title: str = "") -> list[str]:
    """The topic of each sentence; those that begin with ``+`` go on in the same paragraph."""
    blocks, block = [], -1
    for sentence in sentences:
        block += not sentence.startswith("+")
        blocks.append(block)
    one = bare(*(s.lstrip("+") for s in sentences), language="en")
    passages = [
        type(p)(p.start, p.end, p.language, b) for p, b in zip(one.passages, blocks, strict=True)
    ]
    one = Document(one.id, one.text, tuple(passages))
    spans = [(p.start, p.end) for p in passages]
    kinds = [kind] * len(passages)
    return filing.topics(layout(one), HintFinder(OWN, "en"), title, spans, passages, kinds)


def hinted(text: str) -> list[tuple[int, str, float]]:
    finder = HintFinder(OWN, "en")
    found = finder.find(text.lower(), text)
    return [(int(p), finder.topics[t], float(w)) for p, t, w in zip(*found, strict=True)]


def test_hints_overlap_and_may_speak_of_several_topics() -> None:
    places = [(place, topic) for place, topic, _ in hinted("a shared antenna")]
    assert places == [
        (2, "harbour-dialogue"),
        (2, "signal-group"),
        (2, "signal-group"),
        (9, "signal-group"),
    ]


def test_a_hint_tells_less_if_it_is_shared_short_or_common() -> None:
    weight = {text: hinted(text)[0][2] for text in ("sailors", "shared", "pier", "berths")}
    assert weight["sailors"] > weight["shared"]
    assert weight["sailors"] > weight["pier"]
    assert hinted("sailors and sailors")[0][2] < weight["sailors"]


@pytest.mark.parametrize("text", ["piers", "rapier", "3.5%", "15%", "unshared"])
def test_a_hint_is_a_whole_word_and_a_whole_number(text: str) -> None:
    assert hinted(text) == []


def test_hints_are_no_names() -> None:
    assert NameFinder(OWN, "en").find("the pier", "the pier") == []


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3)), max_size=40),
    st.lists(st.lists(st.integers(0, 60), min_size=4, max_size=4), min_size=1, max_size=5),
)
def test_stretches_sum_what_stands_between_their_edges(
    marks: list[tuple[int, int]], edges: list[list[int]]
) -> None:
    marks, edges = sorted(marks), [sorted(row) for row in edges]
    places = np.array([p for p, _ in marks], np.int64)
    about = np.array([t for _, t in marks], np.int64)
    given_marks = Marks(places, about, np.ones(len(marks), np.float32))
    summed = stretches(given_marks, np.array(edges, np.int64), 4)
    for row, places_of_row in enumerate(edges):
        for layer, (a, b) in enumerate(pairwise(places_of_row)):
            counted = [sum(a <= p < b and t == k for p, t in marks) for k in range(4)]
            assert summed[layer, row].tolist() == counted


def test_what_is_named_is_the_topic() -> None:
    assert filed(
        "Both sides agreed to hold the Harbour Dialogue every year.",
        "Japan will host the Signal Group in May.",
    ) == ["harbour-dialogue", "signal-group"]


def test_words_that_hint_at_a_topic_file_under_it() -> None:
    assert filed("Japan will build a pier with four berths for the harbour talks.") == [
        "harbour-dialogue"
    ]


def test_a_paragraph_goes_on_about_its_topic() -> None:
    assert (
        filed(
            "The Harbour Dialogue will meet in May.",
            "+At the pier it was held before.",
            "+The Harbour Dialogue had met in Busan, where the pier was shown.",
            "+It will then meet at the pier every year.",
        )[-1]
        == "harbour-dialogue"
    )


def test_a_new_name_ends_the_topic_before() -> None:
    first, second = filed(
        "The Harbour Dialogue will meet in May.", "+The Signal Group will meet in June."
    )
    assert (first, second) == ("harbour-dialogue", "signal-group")


def test_figures_are_filed_under_their_series() -> None:
    text = "The navy was short of sailors by 5%."
    assert filed(text, kind=Kind.MEASURE) == ["sailors-wanting"]


def test_nothing_known_is_about_nothing() -> None:
    assert filed("Rain is expected on Tuesday.", "Shops will close early.") == ["", ""]


def test_what_shares_no_word_with_the_topic_of_another_paragraph_is_not_filed_under_it() -> None:
    sentences = ["The Signal Group will meet in May."] + ["Shops will close early on Tuesday."] * 9
    assert filed(*sentences, kind=Kind.EVENT)[-1] == ""


def test_topics_do_not_depend_on_how_many_are_worked_out_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sentences = (
        "The Harbour Dialogue will meet in May.",
        "+It will look at the pier.",
        "An antenna will be shared.",
        "+It will stand on the roof.",
        "Rain is expected.",
    )
    whole = filed(*sentences)
    monkeypatch.setattr(filing, "_BATCH", 2)
    assert filed(*sentences) == whole


def test_every_sign_has_a_weight() -> None:
    assert set(filing.weights()) == set(ALL)
    assert all(np.isfinite(weight) for weight in filing.weights().values())


@pytest.mark.parametrize(
    ("language", "sentence", "topic"),
    [
        ("zh-Hans", "日本政府决定在边野古继续填海工程。", "futenma-replacement-facility"),
        ("zh-Hant", "日本政府決定在邊野古繼續填海工程。", "futenma-replacement-facility"),
        ("zh-Hans", "双方同意由三国海岸警卫队在菲律宾附近举行联合训练。",
         "us-japan-philippines-trilateral"),
        ("ja", "政府は非核三原則を堅持すると述べた。", "nuclear-sharing-japan"),
        ("ja", "自衛官の採用は計画の51%にとどまった。", "sdf-recruitment-rate"),
        ("en", "The relocation of 4,000 Marines to Guam will begin in 2024.", "guam-relocation"),
        ("en", "The astronauts will take part in the lunar landing.",
         "japanese-astronauts-lunar-landing"),
    ],
)  # fmt: skip
def test_the_reader_files_what_it_reads(language: str, sentence: str, topic: str) -> None:
    assert {s.topic for s in read(bare(sentence, language=language))} == {topic}


def test_without_names_nothing_is_filed() -> None:
    from renkei.reading.reader import ClauseReader

    one = bare("The United States and Japan agreed to build a joint headquarters.", language="en")
    statements = ClauseReader().read(one, [n for n in names() if n.kind == "state"])
    assert {s.topic for s in statements} <= {""}
