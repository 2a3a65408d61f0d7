"""Which documents speak for those who issued them."""

from renkei.documents.assemble import assemble
from renkei.documents.plain import read_plain
from renkei.nouns import Role
from renkei.packs.load import load_names
from renkei.reading.reader import ClauseReader

HEAD = "title: {title}\nsource: {source}\npublished: 2024-09-10\nlang: en\n\n"
NUMBERED = """1. The Ministers met in Yokosuka today.

2. They welcomed progress on command and control.

3. The United States will reconstitute its headquarters in phases.

4. The Ministers decided to establish a working group on port security by March 2025.

5. Japan plans to revise its guidelines by the end of fiscal 2025.
"""


def roles(title: str, source: str, body: str) -> set[Role]:
    text = HEAD.format(title=title, source=source) + body
    read = ClauseReader().read(assemble(read_plain(text, "here")), load_names())
    assert read
    return {s.speaker_role for s in read if "working group" in s.quote or "guidelines" in s.quote}


def test_paragraphs_numbered_throughout_speak_for_their_issuers():
    assert roles("Next steps for command and control", "Sample", NUMBERED) == {Role.OFFICIAL}


def test_the_same_sentences_as_news_are_the_articles_own():
    plain = "\n".join(line.split(". ", 1)[-1] for line in NUMBERED.splitlines())
    assert Role.AUTHOR in roles("Ministers meet in Yokosuka", "Sample Wire", plain)


def test_numbers_out_of_order_are_no_communique():
    shuffled = NUMBERED.replace("4. ", "7. ")
    assert Role.AUTHOR in roles("Five things to know", "Sample Wire", shuffled)


def test_a_paragraph_number_is_no_part_of_a_quote():
    text = HEAD.format(title="Joint Statement", source="Sample") + NUMBERED
    read = ClauseReader().read(assemble(read_plain(text, "here")), load_names())
    assert not any(s.quote[:1].isdigit() for s in read)
