"""Names: every script and spelling of an item, one item a name, a digest that tells lists apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.nouns import Name
from renkei.packs import variants
from renkei.packs.load import load_names, load_pack
from renkei.packs.names import names_digest, names_of

Write = Callable[..., Path]


@pytest.fixture(scope="module")
def known() -> dict[str, set[tuple[str, str]]]:
    """Kind and key by surface form, for the pack that ships."""
    table: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in names_of(load_pack("us_japan")):
        table[name.text].add((name.kind, name.key))
    return table


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("统合作战司令部", "joint-operations-command"),
        ("統合作戰司令部", "joint-operations-command"),
        ("統合作戦司令部", "joint-operations-command"),
        ("滑翔阶段拦截弹", "glide-phase-interceptor"),
        ("滑翔階段攔截彈", "glide-phase-interceptor"),
        ("GPI", "glide-phase-interceptor"),
        ("ＧＰＩ", "glide-phase-interceptor"),
        ("防衛裝備移轉三原則", "three-principles-revision"),
        ("对俄制裁", "russia-sanctions"),
        ("對俄制裁", "russia-sanctions"),
        ("防衛力整備計畫", "defence-buildup-43-trillion"),
        ("防衛力整備計劃", "defence-buildup-43-trillion"),
        ("Alliance Coordination Mechanism", "alliance-coordination-mechanism"),
        ("Networked air defence architecture", "networked-air-missile-defence-architecture"),
        ("Military-industrial Council", "dicas-forum"),
        ("Chip 4", "chip-4"),
        ("芯片四方联盟", "chip-4"),
        ("台湾有事", "taiwan-strait-language"),
    ],
)
def test_an_item_is_known_by(known: dict[str, set[tuple[str, str]]], text: str, key: str) -> None:
    assert ("item", key) in known[text]


@pytest.mark.parametrize(
    "text", ["Article V", "第五条", "GDP", "半导体", "半導體", "稀土", "G7", "丰田"]
)
def test_what_identifies_no_item_names_none(
    known: dict[str, set[tuple[str, str]]], text: str
) -> None:
    assert not [key for kind, key in known[text] if kind == "item"]


@pytest.mark.parametrize("name", ["us_japan", "us_rok"])
def test_no_surface_form_names_two_items(name: str) -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for n in names_of(load_pack(name)):
        if n.kind == "item":
            owners[n.text].add(n.key)
    assert {text: keys for text, keys in owners.items() if len(keys) > 1} == {}


def test_every_item_has_names_in_each_script() -> None:
    scripts: defaultdict[str, set[str]] = defaultdict(set)
    pack = load_pack("us_japan")
    for n in names_of(pack):
        scripts[n.key].add(n.language)
    assert all(scripts[item.key] >= {"en", "zh-Hans", "zh-Hant", "ja"} for item in pack.items)


def test_a_post_is_a_body_under_its_bare_english_label(written: Write) -> None:
    names = [n for n in load_names(written()) if n.key == "Main Headquarters"]
    forms = {n.text for n in names}
    assert {"Main Headquarters", "MHQ", "总司令部", "總司令部", "総司令部"} <= forms
    assert {(n.kind, n.state, n.role) for n in names} == {("body", "JP", "official")}


def test_hints_of_items_and_series_have_every_form_and_name_nothing(written: Write) -> None:
    names = {(n.text, n.kind, n.key) for n in load_names(written())}
    assert {
        ("pier defence", "hint", "harbour-dialogue"),
        ("飛彈碼頭", "hint", "harbour-dialogue"),
        ("定員", "figure", "staff"),
    } <= names
    assert {kind for text, kind, _ in names if text == "pier defense"} == {"hint"}


def test_a_weak_alias_hints_at_its_item(known: dict[str, set[tuple[str, str]]]) -> None:
    assert ("hint", "article-v-senkaku") in known["Article V"]


def test_actors_are_named_in_traditional_characters_too(written: Write) -> None:
    named = {(n.text, n.language) for n in load_names(written()) if n.key == "Hana Mori"}
    assert named == {("森花奈艺", "zh-Hans"), ("森花奈藝", "zh-Hant")}


def test_labels_give_traditional_forms(written: Write) -> None:
    labels = load_pack(written()).items[0].labels
    assert (labels.zh_hans, labels.zh_hant) == ("港口对话", "港口對話")


# Known answers: what Taiwan and Hong Kong write, by their own press and ministries.
@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("网络安全", "網路安全"),
        ("巡航导弹", "巡航飛彈"),
        ("巡航导弹", "巡航導彈"),
        ("驻日美军", "駐日美軍"),
        ("台湾海峡", "台灣海峽"),
        ("台湾海峡", "臺灣海峽"),
        ("自卫队", "自衛隊"),
        ("自卫队", "自衞隊"),
        ("“反击能力”", "「反擊能力」"),
        ("半导体制造设备", "半導體製造設備"),
        ("濒海团", "濱海團"),
    ],
)
def test_traditional_forms(text: str, form: str) -> None:
    assert form in variants.traditional_forms(text)


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Extended Deterrence Dialogue (EDD)", ("Extended Deterrence Dialogue", "EDD")),
        ("滑翔阶段拦截弹（GPI）共同开发", ("滑翔阶段拦截弹共同开发", "GPI")),
        ("The Quad (US, Japan)", ("The Quad",)),
        ("Pax Silica", ("Pax Silica",)),
    ],
)
def test_brackets_of_a_label(label: str, short: tuple[str, ...]) -> None:
    assert variants.shortened(label) == short


def test_spellings_change_whole_words_only() -> None:
    assert "AUKUS defence" in variants.english_forms("AUKUS defense")
    assert not [form for form in variants.english_forms("AUKUS Pillar II") if "U.S." in form]
    assert "U.S. defence" in variants.english_forms("US defense")


chinese = st.text("统合作战司令部驻日美军导弹网络国台发后里复“”《》1AaＡ", min_size=1, max_size=12)


@given(chinese)
def test_forms_are_stable(text: str) -> None:
    plain = variants.simplified(text)
    assert variants.simplified(plain) == plain
    assert plain in variants.simplified_forms(text)
    assert all(form for form in variants.traditional_forms(text))


@given(st.text(max_size=12).filter(str.strip))
def test_any_text_keeps_its_own_form(text: str) -> None:
    assert text in variants.english_forms(text)
    assert text in variants.japanese_forms(text)


def _names(texts: list[str]) -> list[Name]:
    return [Name(text, "item", "key") for text in texts]


@given(st.lists(st.text(max_size=5), unique=True))
def test_the_digest_does_not_hang_on_order(texts: list[str]) -> None:
    shuffled = sorted(texts, key=lambda t: (hash(t), t))
    assert names_digest(_names(texts)) == names_digest(_names(shuffled))


@given(st.sets(st.text(max_size=5)), st.sets(st.text(max_size=5)))
def test_the_digest_tells_lists_apart(one: set[str], other: set[str]) -> None:
    same = names_digest(_names(sorted(one))) == names_digest(_names(sorted(other)))
    assert same == (one == other)
