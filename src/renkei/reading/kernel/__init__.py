"""What the reader does with numbers, compiled. What these modules call stays in this folder.

A call takes a whole document: arrays in, arrays that the caller made filled. `renkei.compiled` says
why the package is imported by `renkei.reading.compiled` alone.
"""

from renkei.reading.kernel.acting import acting
from renkei.reading.kernel.calling import callers
from renkei.reading.kernel.cutting import cut, spot
from renkei.reading.kernel.dating import dating
from renkei.reading.kernel.filing import FIELDS, SHARE, STRETCHES, SUMS, UNKNOWN, file
from renkei.reading.kernel.finding import find
from renkei.reading.kernel.holding import (
    ALNUM,
    ALONE,
    COUNTED,
    COUNTING,
    PERSON_BEGINS,
    SPACE,
    holding,
)
from renkei.reading.kernel.joining import join, label
from renkei.reading.kernel.listing import find_each
from renkei.reading.kernel.marking import mark_clauses
from renkei.reading.kernel.marks import MARK, mark
from renkei.reading.kernel.summing import choose, gather, look_up, score
from renkei.reading.kernel.walking import BARRING, NUMERAL, WORD, begun, walk
from renkei.reading.kernel.words import DIGIT, LETTER, SIGN, tokenise

__all__ = [
    "ALNUM",
    "ALONE",
    "BARRING",
    "COUNTED",
    "COUNTING",
    "DIGIT",
    "FIELDS",
    "LETTER",
    "MARK",
    "NUMERAL",
    "PERSON_BEGINS",
    "SHARE",
    "SIGN",
    "SPACE",
    "STRETCHES",
    "SUMS",
    "UNKNOWN",
    "WORD",
    "acting",
    "begun",
    "callers",
    "choose",
    "cut",
    "dating",
    "file",
    "find",
    "find_each",
    "gather",
    "holding",
    "join",
    "label",
    "look_up",
    "mark",
    "mark_clauses",
    "score",
    "spot",
    "tokenise",
    "walk",
]
