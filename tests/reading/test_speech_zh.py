"""Who says each clause of Chinese text: short texts of our own, with the voices a reader hears."""

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
    return NameFinder(load_names(), "zh")


def voice_of(clause: str, text: str, title: str = "报道", lang: str = "zh-Hans") -> tuple[str, str]:
    """Name and role of the voice in which `clause` is said, in a text of the given title."""
    head = f"title: {title}\nsource: 样报\npublished: 2025-05-01\nlang: {lang}\n\n"
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
    ("防卫大臣中谷元在记者会上说，新部队明年春天编成。", "新部队", "中谷元", "official"),
    ("岸田首相11日对记者表示，增税的时间年内确定。", "增税的时间", "岸田", "official"),
    ("“这笔钱早晚要花出去，谁也躲不掉，”财务省一名官员说。", "这笔钱", "财务省官员", "official"),
    ("不愿具名的防卫省干部透露，迁移推迟到后年。", "迁移推迟", "防卫省干部", "official"),
    ("据路透社援引知情人士报道，首批导弹下月运抵。", "首批导弹", "路透社", "media"),
    ("《晨港日报》周一报道，司令部将迁往市区。", "司令部将", "晨港日报", "media"),
    ("知情人士透露，谈判已经陷入僵局。", "谈判已经", "知情人士", "other"),
    ("据防卫省估算，总费用将增加一倍。", "总费用", "防卫省", "official"),
    ("若叶大学教授岛村玲子认为，威慑的效果有限。", "威慑的效果", "岛村玲子", "analyst"),
    (
        "南湾研究所的保罗·格林伍德（Paul Greenwood）指出，产能不足。",
        "产能不足",
        "保罗·格林伍德",
        "analyst",
    ),
    ("台北“黑潮战略研究会”的许品轩说，北京不会让步。", "北京不会", "许品轩", "analyst"),
    ("观察家普遍认为，法案很难在本届会期通过。", "法案很难", "观察家", "analyst"),
    ("立宪民主党议员批评政府拖延，要求公布全部记录。", "要求公布", "立宪民主党议员", "other"),
    ("前驻日大使对本台说，同盟经得起考验。", "同盟经得起", "前驻日大使", "other"),
    ("当地渔民担心，演习会赶走鱼群。", "演习会", "渔民", "other"),
    ("中国外交部发言人则称，此举加剧地区紧张。", "此举加剧", "中国外交部发言人", "official"),
    ("石破被议员问到时回答，政府没有这样的计划。", "政府没有", "石破", "official"),
    (
        "赫格塞思视察了横田基地，称赞部队的训练，并重申保卫日本的承诺。",
        "并重申",
        "赫格塞思",
        "official",
    ),
    ("拜登说，北京不相信美国会让步。", "美国会让步", "拜登", "official"),
    ("拜登说联盟稳固，岸田则说还要加强磋商机制。", "还要加强", "岸田", "official"),
    ("晨港日报上月的民调显示，反对增税的占61%。", "反对增税", "晨港日报", "poll"),
    ("日本计划明年采购一百枚导弹。", "日本计划", *AUTHOR),
    ("美方没有宣布新的部署计划，细节仍不清楚。", "美方没有", *AUTHOR),
    ("双方的承诺仍有待落实。", "双方的承诺", *AUTHOR),
    ("按照计划，工程明年完工。", "工程明年", *AUTHOR),
]


@pytest.mark.parametrize(("text", "clause", "name", "role"), ONE_SENTENCE)
def test_the_voice_of_one_sentence(text: str, clause: str, name: str, role: str) -> None:
    heard = voice_of(clause, text)
    assert heard[1] == role
    assert name in heard[0]


@pytest.mark.parametrize(
    ("clause", "name", "role"),
    [
        ("隊員人數不足", "江口沙織", "analyst"),
        ("招募恐怕", "江口沙織", "analyst"),
        ("預算案", "author", "author"),
    ],
)
def test_a_pronoun_means_whom_the_paragraph_has_introduced_last(
    clause: str, name: str, role: str
) -> None:
    text = (
        "海原大學教授江口沙織（Saori Eguchi）研究自衛隊多年。"
        "她說，隊員人數不足是最大的難題。她還預測，招募恐怕更加困難。\n預算案下週表決。"
    )
    assert voice_of(clause, text, lang="zh-Hant") == (name, role)


def test_a_quotation_of_several_sentences_is_one_voice_on_both_sides_of_the_verb() -> None:
    text = (
        "“横田的工作会越来越多。人手却没有增加，”退役上校罗杰·斯坦顿说，“国会应当拨款。拖不起了。”"
    )
    heard = {voice_of(clause, text)[0] for clause in ("横田的", "人手", "国会应当", "拖不起")}
    assert heard == {"罗杰·斯坦顿"}


def test_a_quotation_without_a_verb_is_theirs_who_open_the_paragraph() -> None:
    text = "首尔东湖大学教授裴仁浩对此不以为然。“这样的安排不会持久，换了政府就会推翻。”"
    assert voice_of("这样的", text) == ("裴仁浩", "analyst")


def test_a_quotation_does_not_belong_to_the_next_paragraph() -> None:
    text = "木原稔说：“我们没有收到这样的通知，也没有计划。”\n中谷元说，会谈定于下周。"
    assert voice_of("我们没有", text)[0] == "木原稔"


def test_who_is_introduced_with_a_full_name_is_known_by_the_family_name_later() -> None:
    text = "智库“北岬论坛”的格兰特·惠勒（Grant Wheeler）说，钱不够。\n惠勒建议，先修港口。"
    assert voice_of("先修港口", text) == ("格兰特·惠勒", "analyst")


def test_an_official_without_a_name_is_meant_by_the_word_for_one() -> None:
    text = "外务省一名干部说，磋商没有进展。林芳正说，日程未定。这名干部还说，答辩不会改变。"
    assert voice_of("答辩不会", text)[0] == "外务省干部"


def test_a_report_goes_on_in_the_outlets_voice() -> None:
    text = "《晨港日报》援引官员的话报道，舰队将回国。报道还说，日期尚未确定。"
    assert voice_of("日期尚未", text) == ("晨港日报", "media")


def test_poll_figures_go_on_in_the_polls_voice() -> None:
    text = "《晨港日报》的民调显示，支持者占四成。反对的占53%。"
    assert voice_of("反对的", text) == ("晨港日报", "poll")


def test_answers_are_theirs_who_give_them_and_questions_nobodys() -> None:
    text = (
        "防卫省报道官高瀬诚15日在例行记者会上回答提问。\n问：新司令部设在哪里？\n"
        "答：地点还没有决定。我们正在同地方协商。\n问：费用多少？\n答：费用由两国分担。"
    )
    assert voice_of("我们正在", text) == voice_of("费用由", text)
    assert voice_of("费用由", text)[1] == "official"
    assert voice_of("新司令部", text) == AUTHOR


def test_a_named_answerer_speaks_for_the_side_whose_acts_are_told() -> None:
    text = (
        "海角社记者：有何评论？\n毛宁：中方坚决反对。我们敦促日方慎行。\n"
        "海角社记者：还有吗？\n毛宁：没有。"
    )
    assert voice_of("我们敦促", text) == ("毛宁", "official")
    assert voice_of("中方坚决", text) == ("毛宁", "official")


JOINT = (
    "部长们于3月5日在东京举行会议。部长们重申同盟的重要性。双方同意扩大演习。\n"
    "部长们欢迎新司令部成立。美方承诺保卫日本。港口工程已经完工。"
)


@pytest.mark.parametrize("clause", ["部长们重申", "双方同意", "美方承诺", "港口工程"])
def test_a_joint_statement_speaks_for_those_who_issue_it(clause: str) -> None:
    assert voice_of(clause, JOINT, "日美安全磋商联合声明（中文译文）") == ("部长们", "official")


def test_issuers_in_the_first_person_are_called_as_the_opening_states() -> None:
    text = (
        "以下声明由日本和菲律宾两国政府在马尼拉发表：\n"
        "1. 我们决定每年会晤一次。\n2. 我们欢迎协定生效。"
    )
    assert voice_of("我们欢迎", text, "日菲海洋对话联合声明") == (
        "日本和菲律宾两国政府",
        "official",
    )


def test_a_report_about_a_statement_is_not_the_statement() -> None:
    text = (
        "两国首脑在华盛顿会谈，会后发表联合声明。\n声明称：“我们决心扩大合作，并深化互信。”\n"
        "声明还说：“我们将每年举行会议，不设前提。”\n会谈持续了一个小时。"
    )
    title = "日美首脑会谈 发表联合声明"
    assert voice_of("会谈持续", text, title) == AUTHOR
    assert voice_of("我们将每年", text, title)[0].endswith("声明")


def test_an_unknown_name_has_the_role_of_the_title_behind_it() -> None:
    text = "我们，阿尔贝·卡鲁总统和岸田文雄首相，今天在首都会谈。卡鲁说：“导弹将于2026年到货。”"
    assert voice_of("导弹将于", text) == ("阿尔贝·卡鲁", "official")
