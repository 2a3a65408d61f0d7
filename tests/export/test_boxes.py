"""Text in boxes."""

from hypothesis import given
from hypothesis import strategies as st

from renkei.export.boxes import lines, width

letters = st.text(alphabet="abcWIL ，。（）统合作戦司令部ー-", max_size=60)


@given(letters, st.floats(20, 300))
def test_nothing_is_lost_and_nothing_sticks_out(text, most):
    found = lines(text, most, 12)
    assert "".join("".join(found).split()) == "".join(text.split())
    # Only what cannot be broken may be too wide: a word, or a character with its stops.
    assert all(width(line, 12) <= most or len(lines(line, 1, 12)) == 1 for line in found)


def test_chinese_breaks_between_characters_but_not_before_a_stop():
    assert lines("统合作战司令部", 4 * 12, 12) == ["统合作战", "司令部"]
    assert lines("司令部。统合", 3 * 12, 12) == ["司令", "部。统", "合"]
    assert lines("部（统）", 2 * 12, 12) == ["部", "（统）"]


def test_a_wide_character_is_as_wide_as_it_is_high():
    assert width("司令部", 10) == 30
    assert width("abc", 10) < width("ABC", 10) < 30
