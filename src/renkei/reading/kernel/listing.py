"""Words of several lists in a text, found in one pass, each list as if it were alone.

Of a list, there is at each place the longest word, from left to right, none within another of the
same list. `renkei.reading.trie` tells how the words are kept.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, nth
from renkei.reading.kernel.finding import child


@entry
def find_each(
    codes: Any, roots: Any, first: Any, letters: Any, words: Any, lists: Any, reached: Any, out: Any
) -> Any:
    """Fill the rows of `out` with the list, number, start and end of each word found, in order of
    place; how many there are, or -1 if there is no room for all.

    `codes` are the code points of the text, `lists` has the list of each word, `reached` a place
    for each list.
    """
    size, known = len(codes), len(roots)
    count = 0
    reached[:] = 0
    for at in range(size):
        code = codes[nth(at)]
        node = roots[nth(code)] if code < known else 0
        before, end = count, at + 1
        while node:
            word = words[nth(node)]
            if word >= 0 and reached[lists[word]] <= at:
                row = before
                while row < count and out[row, 0] != lists[word]:
                    row += 1
                if row == len(out):
                    return -1
                out[row, 0], out[row, 1], out[row, 2], out[row, 3] = lists[word], word, at, end
                count = max(count, row + 1)
            if end == size:
                break
            node = child(codes[nth(end)], first, letters, node)
            end += 1
        for row in range(before, count):
            reached[out[row, 0]] = out[row, 3]
    return count
