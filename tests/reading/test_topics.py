"""Filing: hints found and summed as they stand, and statements filed where their signs lead."""

from __future__ import annotations

import numpy as np
import pytest

from renkei.nouns import Document, Kind, Name
from renkei.reading import topics as filing
from renkei.reading.features import codepoints
from renkei.reading.hints import HintFinder
from renkei.reading.layout import Layout, lay_out
from renkei.reading.model import Spans
from renkei.reading.names import NameFinder

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
    laid, whole = layout(one), np.arange(len(passages))
    spans = Spans(
        np.searchsorted(laid.owners, whole), np.searchsorted(laid.owners, whole, side="right")
    )
    finder = HintFinder(OWN, "en", laid.finder.owners)
    return filing.topics(laid, finder, title, spans, [kind] * len(passages))


def hinted(text: str) -> list[tuple[int, str, float]]:
    finder = HintFinder(OWN, "en")
    found = finder.find(codepoints(text.lower()))
    return [(int(p), finder.topics[t], float(w)) for p, _, t, w in found]


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
