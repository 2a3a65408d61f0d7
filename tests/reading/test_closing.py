"""Patterns at an edge of a run of text are found wherever `re` finds them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.reading.closing import Closing, spelt
from renkei.reading.strangers import closing_rules, subject_rules

GAPS = st.sampled_from([" ", "  ", ", ", "\n", "", "-", ". ", "’"])
OTHERS = ["minister", "said", "clearly", "2024", "5", "(a)", "•", "u.s."]


@pytest.mark.parametrize("rule", sorted(closing_rules()))
@given(data=st.data())
def test_nothing_that_a_rule_finds_is_missed(rule, data):
    pattern = subject_rules()[rule]
    spelt = re.findall("[a-z]+", re.sub(r"\\.", " ", pattern.pattern))
    word = st.sampled_from(sorted({*spelt, *OTHERS}))
    text = "".join(f"{w}{g}" for w, g in data.draw(st.lists(st.tuples(word, GAPS), max_size=6)))
    wanted, found = pattern.search(text), closing_rules()[rule].search(text, 0, len(text))
    assert (found and found.span()) == (wanted and wanted.span()) or not (found or wanted[0])


OPENING = ["part", "again", "aside", "article"]


@pytest.mark.parametrize("rule", sorted({*closing_rules(), *OPENING}))
def test_rules_write_each_word_out(rule):
    bare = re.sub(r"\\.", " ", subject_rules()[rule].pattern)
    assert not re.search(r"[a-z][?*+{]|[a-z]\[[a-z]|[a-z]\][a-z]", bare)


@pytest.mark.parametrize("rule", OPENING)
@given(data=st.data())
def test_what_a_rule_opens_with_is_spelt_or_no_bare_word(rule, data):
    pattern = subject_rules()[rule]
    words = spelt(pattern.pattern)
    word = st.sampled_from(sorted({*words, *OTHERS}))
    text = "".join(f"{w}{g}" for w, g in data.draw(st.lists(st.tuples(word, GAPS), max_size=4)))
    first = text.partition(" ")[0]
    assert not pattern.match(text) or first in words or not first.isalpha()


def test_a_last_word_that_the_pattern_does_not_spell_ends_the_search():
    closing = Closing(r"\b(?:has|is)(?:\s\w+ly)?\s*$")
    assert closing.search("it has barely ", 0, 14).start() == 3
    assert closing.search("it has been", 0, 11) is None
    assert closing.search("it has been", 0, 6).start() == 3
