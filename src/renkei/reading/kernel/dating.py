"""When each statement of a text is: candidates, what tells of each, and which is chosen.

`renkei.reading.timing` says what the signs mean. Times are numbers.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry
from renkei.reading.kernel.weighing import first_at, weigh

(
    IN_QUOTE, BEFORE, FIRST, LAST, ALONE, NONE_IN_QUOTE, OPEN_START, OPEN_END, TO_COME,
    PAST, NOW, SAID, LOW, MIDDLE, HIGH, TAKEN, DAY, MONTH, YEAR, OPENS, CARRIED,
) = (1 << i for i in range(21))  # fmt: skip
"""The bits of `renkei.reading.timing.SIGNS`, in order."""
NEVER = -1
"""The number of no time."""
OPENING = 2
"""How near its beginning a time must stand to open a sentence, in characters."""


@entry
def dating(
    asked: Any, named: Any, weights: Any, bias: Any, given: Any, found: Any, chosen: Any, until: Any
) -> None:
    """Choose the time of each statement: in `chosen`, a number or `NEVER`.

    `asked` has the start, the end, the start of the sentence, the kind and the signs of the rung,
    each in a row, a column a statement; `named` the place, the number and the signs by itself of
    each time. `found` is room for the candidates of one statement and their signs.

    If `given` has entries, candidates are gathered, none chosen: `found` takes those of all
    statements, `until` how many there are up to each, and what is given is remembered.
    """
    places, numbers, standing = named[0], named[1], named[2]
    gathering = len(given) > 0
    size, last_taken, before, last_sentence = 0, NEVER, NEVER, -1
    for i in range(asked.shape[1]):
        start, end, sentence, kind = asked[0, i], asked[1, i], asked[2, i], asked[3, i]
        opened, first, last = (
            first_at(places, sentence),
            first_at(places, start),
            first_at(places, end),
        )
        begin, common = size if gathering else 0, asked[4, i]
        size = begin
        if first == last:
            common |= NONE_IN_QUOTE
        for k in range(opened, last):
            sign = common | standing[k]
            if k < first:
                sign |= BEFORE
            else:
                sign |= IN_QUOTE
                if k == first:
                    sign |= FIRST
                if k == last - 1:
                    sign |= LAST
                if last - first == 1:
                    sign |= ALONE
            if k and places[k] - sentence < OPENING:
                sign |= OPENS
            if numbers[k] == last_taken:
                sign |= TAKEN
            found[0, size], found[1, size] = numbers[k], sign
            size += 1
        if before != NEVER and sentence != last_sentence and first == last:
            found[0, size], found[1, size] = before, common | CARRIED
            size += 1
        if gathering:
            before, until[i + 1] = given[i], size
        else:
            best, before = -bias, NEVER
            for c in range(begin, size):
                here = weigh(found[1, c], kind, weights)
                if here > best:
                    best, before = here, found[0, c]
            chosen[i] = before
        if sentence != last_sentence:
            last_sentence, last_taken = sentence, NEVER
        if before != NEVER:
            last_taken = before
