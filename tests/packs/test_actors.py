"""The names of who speaks and acts: the files are whole, and the loader says what is wrong."""

from pathlib import Path

import pytest

import renkei.packs.actors as actors
from renkei.errors import PackError
from renkei.nouns import Role

US_JAPAN = Path(actors.__file__).parent / "us_japan"
MEMBERS = {
    "A": "DEFGLMORTUZ",
    "B": "ABDEFGHIJNORSTWYZ",
    "C": "ADFGHILMNORUVYZ",
    "D": "EJKMOZ",
    "E": "CEGRST",
    "F": "IJMR",
    "G": "ABDEHMNQRTWY",
    "H": "NRTU",
    "I": "DELNQRST",
    "J": "MOP",
    "K": "EGHIMNPRWZ",
    "L": "ABCIKRSTUVY",
    "M": "ACDEGHKLMNRTUVWXYZ",
    "N": "AEGILOPRZ",
    "O": "M",
    "P": "AEGHKLTWY",
    "Q": "A",
    "R": "OSUW",
    "S": "ABCDEGIKLMNORSTVYZ",
    "T": "DGHJLMNORTVZ",
    "U": "AGSYZ",
    "V": "CENU",
    "W": "S",
    "Y": "E",
    "Z": "AMW",
}
ISO = {first + second for first, seconds in MEMBERS.items() for second in seconds}
OTHERS = {"HK", "PS", "TW", "VA", "XK"}


@pytest.fixture(scope="module")
def names():
    return actors.actor_names(US_JAPAN)


@pytest.fixture(scope="module")
def known(names):
    return {(name.text, name.language): name for name in names}


@pytest.fixture(scope="module")
def rules():
    return actors.actor_rules(US_JAPAN)


def excluded(rules, name, language, before="", after=""):
    return any(
        context.excludes(name, before, after)
        for context in rules.contexts
        if context.language == language
    )


def test_every_member_of_the_un_has_a_name_in_each_language(names):
    assert len(ISO) == 193
    for language in ("zh-Hans", "ja", "en"):
        named = {n.key for n in names if n.kind == "state" and n.language == language}
        assert named == ISO | OTHERS


def test_a_text_stands_once_in_a_language(names):
    assert len({(n.text, n.language) for n in names}) == len(names)


def test_every_state_is_a_code_and_every_role_a_role(names):
    assert {n.state for n in names} - {""} <= ISO | OTHERS
    assert {n.role for n in names} <= set(Role)
    assert {n.kind for n in names} == {"state", "body", "person", "title", "outlet", "institute"}


def test_every_person_speaks_for_a_state_or_has_a_role_that_says_for_whom(names, rules):
    for name in names:
        if name.kind == "person" and name.role == Role.OFFICIAL:
            assert rules.people[name.key].terms, name.key
    assert all(a < (b or "9999") for p in rules.people.values() for a, b in p.terms)


def test_a_group_a_name_and_a_blocker_never_share_a_text(known, rules):
    groups = {(g.text, g.language): g.members for g in rules.groups}
    assert not groups.keys() & known.keys()
    assert not groups.keys() & rules.blockers
    assert not rules.blockers & known.keys()
    for group in rules.groups:
        assert groups[group.text, group.language] == group.members, group.text
        assert set(group.members) <= ISO | OTHERS


def test_a_role_word_has_one_role(known, rules):
    words = {(w.text, w.language) for w in rules.roles}
    assert len(words) == len(rules.roles)
    assert not words & known.keys()


@pytest.mark.parametrize(
    ("text", "language", "kind", "key", "state", "role"),
    [
        ("日方", "zh-Hans", "state", "JP", "JP", "official"),
        ("川普", "zh-Hant", "person", "Donald Trump", "US", "official"),
        ("防衛装備庁", "ja", "body", "JP", "JP", "official"),
        ("韓国国防相", "ja", "title", "South Korea defence minister", "KR", "official"),
        ("日本国际问题研究所", "zh-Hans", "institute", "JIIA", "", "analyst"),
        ("東京新聞", "ja", "outlet", "Tokyo Shimbun", "", "media"),
        ("Washington Post", "en", "outlet", "Washington Post", "", "media"),
        ("米ギャラップ社", "ja", "outlet", "Gallup", "", "poll"),
        ("公明党", "ja", "body", "Komeito", "", "other"),
        ("驻日美军", "zh-Hans", "body", "US Forces Japan", "US", "official"),
        ("三菱重工", "zh-Hans", "body", "Mitsubishi Heavy Industries", "", "other"),
        ("Japanese Defense Minister", "en", "title", "Japan defence minister", "JP", "official"),
        ("沖縄県知事", "ja", "title", "Governor of Okinawa", "JP", "official"),
        ("挪威", "zh-Hans", "state", "NO", "NO", "official"),
    ],
)
def test_known_names(known, text, language, kind, key, state, role):
    name = known[text, language]
    assert (name.kind, name.key, name.state, name.role) == (kind, key, state, role)


@pytest.mark.parametrize(
    ("text", "language", "members", "bare"),
    [
        ("美日两国", "zh-Hans", ("JP", "US"), False),
        ("日米両政府", "ja", ("JP", "US"), False),
        ("日米", "ja", ("JP", "US"), True),
        ("米日韓", "ja", ("JP", "KR", "US"), True),
        ("日米比", "ja", ("JP", "PH", "US"), True),
        ("日美菲三国", "zh-Hans", ("JP", "PH", "US"), False),
        ("クアッド", "ja", ("AU", "IN", "JP", "US"), False),
        ("AUKUS", "en", ("AU", "GB", "US"), False),
        ("U.S.–Japan–ROK", "en", ("JP", "KR", "US"), True),
    ],
)
def test_known_groups(rules, text, language, members, bare):
    found = {(g.members, g.bare) for g in rules.groups if g.text == text and g.language == language}
    assert found == {(members, bare)}


@pytest.mark.parametrize(
    ("name", "language", "before", "after", "out"),
    [
        ("日美", "zh-Hans", "4月10", "国防部长", True),
        ("日美", "zh-Hans", "他说，", "同盟", False),
        ("日本", "zh-Hans", "4月10", "政府", False),
        ("美方", "zh-Hans", "完", "案", True),
        ("中美", "zh-Hans", "两人在谈判", "国代表", True),
        ("日米", "ja", "10", "首脳会談", True),
        ("中国", "ja", "台湾海峡の", "の動き", False),
        ("东京", "zh-Hans", "他在", "表示", True),
        ("东京", "zh-Hans", "", "拒绝了华盛顿的要求", False),
        ("Tokyo", "en", "met in ", " on Monday", True),
        ("Tokyo", "en", "", " rejected the plan", False),
    ],
)
def test_contexts_tell_a_state_from_a_place_a_day_and_a_word(
    rules, name, language, before, after, out
):
    assert excluded(rules, name, language, before, after) is out


@pytest.mark.parametrize(
    ("key", "day", "held"),
    [
        ("Fumio Kishida", "2024-04-10", True),
        ("Fumio Kishida", "2024-12", False),
        ("Shigeru Ishiba", "2024-09-27", False),
        ("Shigeru Ishiba", "2024", True),
        ("Donald Trump", "2024-11-06", False),
        ("Donald Trump", "2025-02-07", True),
        ("Elbridge Colby", "2024-05", False),
        ("Kenneth Weinstein", "2024-05", False),
    ],
)
def test_tenure(rules, key, day, held):
    assert rules.people[key].in_office(day) is held


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people: [{zh: [某人]}]", ["people", "row 1", "'key'"]),
        ("people: [{key: X, zh: [某人]}]", ["people", "'X'", "'state'"]),
        ("people: [{key: X, role: chief, en: [X]}]", ["'X'", "'role'", "'chief'"]),
        ("people: [{key: X, state: us, en: [X]}]", ["'X'", "'state'", "'us'"]),
        ("people: [{key: X, state: US, terms: [2020], en: [X]}]", ["'X'", "'terms'", "2020"]),
        ("people: [{key: X, state: US, english: [X]}]", ["'X'", "'english'"]),
        ("people: [X]", ["people", "row 1"]),
        ("outlets: [{key: X, en: [no]}]", ["'X'", "'en'", "False"]),
        ("outlets: [{key: X, en: One}]", ["'X'", "'en'", "list"]),
        ("outlets: [{key: X, en: [One]}, {key: Y, en: [One]}]", ["'One'", "'X'", "'Y'"]),
        ("outlets: [", ["YAML"]),
        ("- a", ["sections"]),
    ],
)
def test_a_broken_row_is_named(tmp_path, text, said):
    (tmp_path / "actors.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as error:
        actors.actor_rules(tmp_path)
    for words in ["actors.yaml", *said]:
        assert words in str(error.value)


def test_a_pack_without_actors_says_so(tmp_path):
    with pytest.raises(PackError, match=r"actors\.yaml: cannot be read"):
        actors.actor_names(tmp_path)
