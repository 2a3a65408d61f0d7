"""What a name may be to the voices of a text, as bits: told of a finder's entries once.

The kernel looks at some of them (`kernel.calling`, `kernel.naming`).
"""

from __future__ import annotations

from collections.abc import Sequence

from renkei.nouns import Name, Role
from renkei.reading.voices import SPEAKING

SPEAKS, PERSON, CALLED, OFFICE, TURNED_TO, NOBODY_ELSE = 1, 2, 4, 8, 16, 32
"""It can speak; it is first of all a person, or a person among others; an office, that is, a title
or a word for a speaker; a sentence can turn to it: to a person, an outlet or a poll; it is nothing
but a person."""
OFFICES = ("role", "title")
_REPORTING = frozenset((Role.MEDIA, Role.POLL))


def part(names: Sequence[Name]) -> int:
    """The bits of what may be any of `names`, the likeliest first."""
    first = names[0]
    people = [name.kind == "person" for name in names]
    bits = SPEAKS if any(name.kind in SPEAKING for name in names) else 0
    if first.kind == "person":
        bits |= PERSON | TURNED_TO
    elif first.kind in OFFICES:
        bits |= OFFICE
    if first.role in _REPORTING:
        bits |= TURNED_TO
    return bits | CALLED * any(people) | NOBODY_ELSE * all(people)
