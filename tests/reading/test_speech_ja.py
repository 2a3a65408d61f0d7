"""Who says each clause of Japanese text: short texts of our own, with the voices a reader hears."""

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
    return NameFinder(load_names(), "ja")


def voice_of(
    clause: str, text: str, title: str = "記事", source: str = "見本新聞"
) -> tuple[str, str]:
    """Name and role of the voice in which `clause` is said, in a text of the given title."""
    head = f"title: {title}\nsource: {source}\npublished: 2025-05-01\nlang: ja\n\n"
    whole = head + text.replace("\n", "\n\n")
    document = assemble(read_plain(whole, "test"))
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
    (
        "石破茂首相は会見で「増税の時期は年内に決める」と語った。",
        "増税の時期",
        "石破茂首相",
        "official",
    ),
    ("防衛省は、新しい部隊を来春置くと発表した。", "新しい部隊", "防衛省", "official"),
    ("計画は来年に遅れると米国防総省はみる。", "計画は来年", "米国防総省", "official"),
    ("政府高官によると、部隊の移転は再来年になる。", "部隊の移転", "政府高官", "official"),
    ("防衛省の試算では、費用は二倍に膨らむ。", "費用は二倍", "防衛省", "official"),
    ("共同通信は、米側が増額を求めたと報じた。", "米側が増額", "共同通信", "media"),
    ("若葉大学の島村玲准教授は、抑止の効果は薄いと指摘する。", "抑止の効果", "島村玲", "analyst"),
    ("湾岸証券の戸部薫アナリストは、増産は難しいと予想する。", "増産は難しい", "戸部薫", "analyst"),
    ("軍事評論家の相沢弘氏は「飛距離が足りない兵器だ」と笑う。", "飛距離", "相沢弘", "analyst"),
    (
        "立憲民主党の久保田理恵政調会長は、採決に反対すると述べた。",
        "採決に反対",
        "久保田理恵",
        "other",
    ),
    ("元海将の水野隆氏は、艦の数が足りないと訴える。", "艦の数", "水野隆", "other"),
    ("自民党の幹部は、公約に書くのは無理だと漏らした。", "公約に書く", "自民党の幹部", "other"),
    ("外務省の担当者は来週にも協議を開くと明かした。", "来週にも", "外務省の担当者", "official"),
    ("共同声明は、作業部会の新設を両国が急ぐと明記した。", "作業部会", "共同声明", "official"),
    ("首相は協定の見直しに踏み込まないとの立場を示した。", "協定の見直し", "首相", "official"),
    ("白鳥町の町議会は、演習の中止を求めた。", "演習の中止", "町議会", "official"),
    ("日本は、飛行場を移す計画に反対の声を上げた町と協議した。", "飛行場", *AUTHOR),
    ("国が約束した支援は、まだ届いていない。", "国が約束", *AUTHOR),
    ("同省は予算の総額を八兆円とした。", "予算の総額", *AUTHOR),
    ("この基地は島で最も古いと言われている。", "この基地", *AUTHOR),
]


@pytest.mark.parametrize(("text", "clause", "name", "role"), ONE_SENTENCE)
def test_a_voice_in_its_own_sentence(text: str, clause: str, name: str, role: str) -> None:
    heard = voice_of(clause, text)
    assert (name in heard[0], heard[1]) == (True, role), heard


OVER_SENTENCES = [
    pytest.param(
        "外務省幹部は交渉を急ぐと述べた。合意の期限は秋になるという。",
        "合意の期限",
        "外務省幹部",
        "official",
        id="hearsay goes on",
    ),
    pytest.param(
        "統合幕僚監部によりますと、艦は九隻です。訓練は十日で終わったということです。",
        "訓練は十日",
        "統合幕僚監部",
        "official",
        id="hearsay in broadcast style",
    ),
    pytest.param(
        "町で祭りがあった。\n新しい橋は来年開くという。",
        "新しい橋",
        *AUTHOR,
        id="hearsay with nobody before it",
    ),
    pytest.param(
        "古川大学の入江千尋教授は批判する。「財源が示されていない。国民は納得しないだろう」",
        "国民は納得",
        "入江千尋",
        "analyst",
        id="quotation behind its speaker",
    ),
    pytest.param(
        "経済学者の入江千尋氏は、次のように説明する。\n「関税の効果はすぐには出ない」",
        "関税の効果",
        "入江千尋",
        "analyst",
        id="quotation in the next paragraph",
    ),
    pytest.param(
        "「島の暮らしはもう戻らない」。そう語るのは、基地の歴史を調べる宮里涼氏だ。",
        "島の暮らし",
        "宮里涼",
        "analyst",
        id="quotation before its speaker",
    ),
    pytest.param(
        "真野教授は「交渉は長引く。来年まで決まらない」とみる。",
        "来年まで",
        "真野",
        "analyst",
        id="quotation of two sentences",
    ),
    pytest.param(
        "古川大学の入江千尋教授は増税は避けられないとみる。同氏によると、時期は再来年が有力だ。",
        "時期は再来年",
        "入江千尋",
        "analyst",
        id="carried by a pronoun",
    ),
    pytest.param(
        "古川大学の入江千尋教授は増税は避けられないとみる。入江氏は、景気も冷えると語る。",
        "景気も冷える",
        "入江千尋",
        "analyst",
        id="called by the surname",
    ),
    pytest.param(
        "入江千尋教授は効果を疑う。政府は説明を尽くすべきだとも述べた。",
        "政府は説明",
        "入江千尋",
        "analyst",
        id="a body that should do something does not say so",
    ),
    pytest.param(
        "中谷元防衛相は配備を急ぐと説明。年末までに計画を改める方針も伝えた。",
        "年末までに",
        "中谷元防衛相",
        "official",
        id="topic of the sentence before",
    ),
    pytest.param(
        "米軍が増強をやめることが二日、分かった。複数の政府関係者が明らかにした。",
        "米軍が増強",
        "政府関係者",
        "official",
        id="source in the next sentence",
    ),
    pytest.param(
        "首相によると、トランプ大統領は「いつでも電話をしてほしい」と伝えたという。",
        "いつでも電話",
        "トランプ大統領",
        "official",
        id="nested",
    ),
    pytest.param(
        "林芳正官房長官は延期を否定し、岩屋毅外相は日程を調整していると述べた。",
        "日程を調整",
        "岩屋毅外相",
        "official",
        id="two voices in a sentence",
    ),
]


@pytest.mark.parametrize(("text", "clause", "name", "role"), OVER_SENTENCES)
def test_a_voice_over_sentences(text: str, clause: str, name: str, role: str) -> None:
    heard = voice_of(clause, text)
    assert (name in heard[0], heard[1]) == (True, role), heard


POLL = (
    "若草新聞は二、三の両日、全国世論調査を行った。内閣の支持率は41％だった。\n"
    "防衛費を増やすことに「賛成」は38％。政府は来年も増やす方針だ。\n"
    "NHKの世論調査では、支持率は44％だった。"
)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("内閣の支持率", ("若草新聞", "poll")),
        ("「賛成」は38", ("若草新聞", "poll")),
        ("政府は来年も", AUTHOR),
        ("支持率は44", ("NHK", "poll")),
    ],
)
def test_findings_of_polls(clause: str, expected: tuple[str, str]) -> None:
    assert voice_of(clause, POLL) == expected


DEBATE = (
    "委員会には岩屋毅外相が出席した。主なやりとりは次の通り。\n"
    "　谷口実（共産）　条約に加わるべきだ。\n"
    "　岩屋毅外相　政府として加わる考えはない。説明は続けたい。\n"
    "　谷口　被爆地の声を聞け。\n"
    "　外相　重く受け止めたい。\n"
)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("条約に加わる", ("谷口実", "other")),
        ("説明は続け", ("岩屋毅外相", "official")),
        ("被爆地の声", ("谷口実", "other")),
        ("重く受け止め", ("岩屋毅外相", "official")),
    ],
)
def test_turns_labelled_by_name(clause: str, expected: tuple[str, str]) -> None:
    assert voice_of(clause, DEBATE) == expected


def test_a_press_conference_is_the_voice_of_whoever_holds_it() -> None:
    text = (
        "内閣官房長官　林芳正\n"
        "（記者）増額を求められましたか。\n（長官）求められた事実はありません。\n"
        "（記者）日程は。\n（長官）まだ決まっておりません。\n"
    )
    title = "内閣官房長官記者会見の概要"
    assert voice_of("求められた事実", text, title, "官邸") == ("林芳正", "official")
    assert voice_of("まだ決まって", text, title, "官邸") == ("林芳正", "official")


def test_answers_in_quotation_marks() -> None:
    text = (
        "中谷元防衛相は会見で、協議の内容を説明しました。\n"
        "記者「時期は決まりましたか」\n大臣「まだ決まっていません。年内を目指します」\n"
        "記者「規模は」\n大臣「検討しているところです」\n"
    )
    assert voice_of("年内を目指", text) == ("中谷元防衛相", "official")


def test_questions_and_answers_of_an_article_are_its_own_words() -> None:
    text = "Q　何が変わるのか。\nA　司令部が一つになる。\nQ　いつか。\nA　来年の春だ。\n"
    assert voice_of("司令部が一つ", text) == AUTHOR


def test_a_joint_text_speaks_as_it_calls_itself() -> None:
    text = "両首脳は、協力の拡大を歓迎した。日本は、艦艇の数を増やす。大統領は、支持を表明した。\n"
    title = "日米首脳共同声明"
    assert voice_of("日本は、", text, title) == ("両首脳", "official")
    assert voice_of("大統領は、", text, title) == ("大統領", "official")


def test_a_press_release_speaks_for_the_body_that_makes_it_known() -> None:
    text = "陸上自衛隊は、日米の実動訓練を十月に行います。訓練には三百名が参加します。\n"
    title = "日米共同訓練の実施について"
    assert voice_of("訓練には三百名", text, title, "防衛省") == ("防衛省", "official")
