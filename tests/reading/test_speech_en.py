"""Who says each clause of English text: short texts of our own, with the voices a reader hears."""

from __future__ import annotations

from functools import cache

import pytest

from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.packs.load import load_names
from renkei.reading.issuer import issuer
from renkei.reading.layout import lay_out
from renkei.reading.names import NameFinder
from renkei.reading.speech import spoken

AUTHOR = ("author", "author")


@cache
def finder() -> NameFinder:
    return NameFinder(load_names(), "en")


def voice_of(
    clause: str, text: str, title: str = "Report", source: str = "Sample Courier"
) -> tuple[str, str]:
    """Name and role of the voice in which `clause` is said, in a text of the given title."""
    head = f"title: {title}\nsource: {source}\npublished: 2025-05-01\nlang: en\n\n"
    document = assemble(read_plain(head + text.replace("\n", "\n\n"), "test"))
    (layout,) = lay_out(document, lambda _: finder())
    heard = spoken(layout, issuer(document, layout, finder()))
    at = document.text.index(clause)
    voice = next(
        voice
        for start, end, voice in zip(layout.starts, layout.ends, heard.voices, strict=True)
        if start <= at < end
    )
    return (voice.name, str(voice.role)) if voice else AUTHOR


ONE_SENTENCE = [
    ("Fumio Kishida said the fund would be set up in May.", "the fund", "Kishida", "official"),
    ("The depot will stay open, the Pentagon said.", "The depot", "Pentagon", "official"),
    ('"We will keep every promise we made," said Minoru Kihara.', "We will", "Kihara", "official"),
    ("On Monday Kishida told reporters that talks go on.", "talks go on", "Kishida", "official"),
    (
        "A senior Japanese official, who asked not to be named, added that a pier is planned.",
        "a pier is planned",
        "senior Japanese official",
        "official",
    ),
    (
        "Nora Whitfield, a professor at Larkspur University, thinks that the pier will be late.",
        "the pier will",
        "Nora Whitfield",
        "analyst",
    ),
    (
        "The pier will be late, said Nora Whitfield, a fellow at the Larkspur Institute.",
        "The pier will",
        "Nora Whitfield",
        "analyst",
    ),
    (
        "Hal Brody, a former undersecretary, warned that the pier was too short.",
        "the pier was",
        "Hal Brody",
        "other",
    ),
    (
        "Hal Brody, a former colonel who is now a fellow at the Larkspur Institute, said it fits.",
        "it fits",
        "Hal Brody",
        "analyst",
    ),
    (
        "Asked about the rent, the town's mayor, Kenta Ogura, said it was fair.",
        "it was fair",
        "Kenta Ogura",
        "official",
    ),
    (
        "Yukari Mine, leader of the opposition, demanded that the lease be published.",
        "the lease",
        "Yukari Mine",
        "other",
    ),
    (
        "Work on the runway has begun, according to two people briefed on the plan.",
        "Work on the runway",
        "two people briefed on the plan",
        "other",
    ),
    (
        "According to the Defense Ministry, the runway is ready.",
        "the runway",
        "Defense",
        "official",
    ),
    (
        "The two sides want a treaty; no date was set, a diplomat in Seoul said.",
        "no date was set",
        "diplomat in Seoul",
        "official",
    ),
    ("The Pentagon has denied that the unit would leave.", "the unit", "Pentagon", "official"),
    (
        "Kishida welcomed the ruling and called for more patrols.",
        "called for more patrols",
        "Kishida",
        "official",
    ),
    (
        "The White House ruled out a delay, saying that the crews were trained.",
        "the crews",
        "White House",
        "official",
    ),
    ("Residents fear that the noise will grow, a union said.", "Residents fear", "union", "other"),
    ("The bill is dead, the Nikkei reported.", "The bill", "Nikkei", "media"),
    (
        "The unit could move again, in the view of analysts.",
        "The unit could",
        "analysts",
        "analyst",
    ),
    (
        "Delay is dear, as Nora Whitfield of the Larkspur Institute put it last week.",
        "Delay is dear",
        "Nora Whitfield",
        "analyst",
    ),
    (
        "The agency KCNA quoted a Defense Ministry official as saying that the ships would burn.",
        "the ships would burn",
        "Defense Ministry official",
        "official",
    ),
    ("Japan agreed to buy the launchers and plans to test them.", "plans to test", *AUTHOR),
    ("The governor was told that the pier was unsafe.", "the pier was unsafe", *AUTHOR),
    ("The launchers are expected to arrive in spring.", "to arrive", *AUTHOR),
    (
        "Officials declined to say when the launchers would come.",
        "the launchers would come",
        *AUTHOR,
    ),
]


@pytest.mark.parametrize(("text", "clause", "name", "role"), ONE_SENTENCE)
def test_a_voice_in_its_own_sentence(text: str, clause: str, name: str, role: str) -> None:
    heard = voice_of(clause, text)
    assert (name in heard[0], heard[1]) == (True, role), heard


OVER_SENTENCES = {
    "a surname stands for the person introduced": (
        "Nora Whitfield, a professor at Larkspur University, visited the pier. "
        "It will be late, Whitfield said.",
        "It will be late",
        ("Nora Whitfield", "analyst"),
    ),
    "she is the last person heard": (
        "The pier is late, said Nora Whitfield of the Larkspur Institute. "
        "She also warned that the road was unsafe.",
        "the road was unsafe",
        ("Nora Whitfield", "analyst"),
    ),
    "he is whom the sentence before opens with": (
        "The base is old, the mayor said. Kishida toured the hangars on Friday. "
        "They would be rebuilt, he said.",
        "They would be rebuilt",
        ("Kishida", "official"),
    ),
    "they are the officials": (
        "Two Japanese officials said the price had doubled. They added that it may rise again.",
        "it may rise again",
        ("Two Japanese officials", "official"),
    ),
    "one of them has the role of all": (
        "Two Japanese officials said the price had doubled. "
        "It will double again, one of them said.",
        "It will double again",
        ("one of them", "official"),
    ),
    "the minister is he who spoke last": (
        "Minoru Kihara said the harbor was safe. "
        'The minister repeated: "There is no reason at all to worry about it."',
        "There is no reason",
        ("Minoru Kihara", "official"),
    ),
    "a quotation goes on behind its voice": (
        '"The harbor is safe," Minoru Kihara said. "We checked it twice and found nothing."',
        "We checked it",
        ("Minoru Kihara", "official"),
    ),
    "a quotation of several sentences is of one voice": (
        '"The harbor was never safe. The cranes lean. Nobody looks at them," '
        "said Nora Whitfield of the Larkspur Institute.",
        "The cranes lean",
        ("Nora Whitfield", "analyst"),
    ),
    "a sentence between two of one voice is in that voice": (
        "The cranes lean, Nora Whitfield of the Larkspur Institute said. "
        "Nobody looks at them. One will fall, Whitfield said.",
        "Nobody looks",
        ("Nora Whitfield", "analyst"),
    ),
    "what follows a voice is the author's again": (
        "The cranes lean, Nora Whitfield of the Larkspur Institute said. The port has six cranes.",
        "The port has",
        AUTHOR,
    ),
    "an answer is of whoever is asked": (
        "Kishida met the press. Asked whether the port would close, he answered that it would not.",
        "it would not",
        ("Kishida", "official"),
    ),
    "any verb will do behind a quotation": (
        '"You can hear the cranes lean at night," laughs Nora Whitfield of the Larkspur Institute.',
        "You can hear",
        ("Nora Whitfield", "analyst"),
    ),
    "in her view": (
        "Nora Whitfield of the Larkspur Institute warned of delays. "
        "In her view the port should be rebuilt.",
        "the port should be",
        ("Nora Whitfield", "analyst"),
    ),
    "someone else's conduct is told by the voice outside": (
        "Minoru Kihara said that Washington had welcomed the plan.",
        "Washington had welcomed",
        ("Minoru Kihara", "official"),
    ),
    "shares are told by the poll of the paragraph": (
        "In a Yomiuri poll, 61 percent of voters opposed the tax. Only 8 percent supported it.",
        "Only 8 percent",
        ("Yomiuri", "poll"),
    ),
    "money is no share of those asked": (
        "A Yomiuri poll was published. The budget rose by 9 percent of GDP.",
        "The budget rose",
        AUTHOR,
    ),
}


@pytest.mark.parametrize("name", OVER_SENTENCES)
def test_a_voice_over_sentences(name: str) -> None:
    text, clause, (who, role) = OVER_SENTENCES[name]
    heard = voice_of(clause, text)
    assert (who in heard[0], heard[1]) == (True, role), heard


MINISTERS = (
    "1. The Ministers met in Hobart on May 2, 2024.\n"
    "2. The Ministers welcomed the visit of the frigate. It will return next year.\n"
    "3. The Ministers decided to share fuel.\n"
    "4. The Ministers reaffirmed the treaty. Secretary Austin stated that the fleet will grow."
)


@pytest.mark.parametrize(
    ("clause", "who", "role"),
    [
        ("It will return", "The Ministers", "official"),
        ("3. The Ministers decided", "The Ministers", "official"),
        ("the fleet will grow", "Secretary Austin", "official"),
        ("1. The Ministers met", *AUTHOR),
    ],
)
def test_a_joint_statement_speaks_for_those_who_issued_it(clause: str, who: str, role: str) -> None:
    title = "Joint Statement of the Defense Ministers of Japan and the United States"
    assert voice_of(clause, MINISTERS, title) == (who, role)


def test_a_readout_tells_what_was_said_and_what_was_done() -> None:
    text = (
        "The Secretary hosted a lunch. The two sides agreed to share fuel. The menu was Tasmanian."
    )
    title = "Readout of the Secretary's lunch in Hobart"
    assert voice_of("The two sides agreed", text, title)[1] in ("official", "author")
    assert voice_of("The menu", text, title) == AUTHOR


def test_a_fact_sheet_speaks_for_its_body_or_itself() -> None:
    text = "The two fleets will share fuel. A new pier is under way in Hobart."
    title = "FACT SHEET: Fuel for the Fleets of Japan and the United States"
    assert voice_of("A new pier", text, title, "The White House") == ("White House", "official")
    assert voice_of("A new pier", text, title, "Hobart Mirror")[0].lower() == "fact sheet"
