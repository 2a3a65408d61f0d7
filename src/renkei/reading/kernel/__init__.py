"""What the reader does with numbers, compiled. What these modules call stays in this folder.

A call takes a whole document: arrays in, arrays that the caller made filled. `renkei.compiled` says
why the package is imported by `renkei.reading.compiled` alone.
"""

from renkei.reading.kernel.acting import acting
from renkei.reading.kernel.cutting import cut, spot
from renkei.reading.kernel.dating import dating
from renkei.reading.kernel.enclosing import enclose
from renkei.reading.kernel.filing import FIELDS, SHARE, STRETCHES, SUMS, UNKNOWN, file
from renkei.reading.kernel.finding import find, find_both
from renkei.reading.kernel.folding import fold
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
from renkei.reading.kernel.marking import mark_clauses
from renkei.reading.kernel.marks import MARK, mark
from renkei.reading.kernel.naming import CAPITAL, IN_WORD, SMALL, WITHIN, written
from renkei.reading.kernel.quoting import quote
from renkei.reading.kernel.summing import choose, gather, look_up, score
from renkei.reading.kernel.telling import verbs
from renkei.reading.kernel.walking import BARRING, NUMERAL, WORD, begun, walk
from renkei.reading.kernel.words import DIGIT, LETTER, SIGN, single, tokenise

__all__ = [
    "ALNUM",
    "ALONE",
    "BARRING",
    "CAPITAL",
    "COUNTED",
    "COUNTING",
    "DIGIT",
    "FIELDS",
    "IN_WORD",
    "LETTER",
    "MARK",
    "NUMERAL",
    "PERSON_BEGINS",
    "SHARE",
    "SIGN",
    "SMALL",
    "SPACE",
    "STRETCHES",
    "SUMS",
    "UNKNOWN",
    "WITHIN",
    "WORD",
    "acting",
    "begun",
    "choose",
    "cut",
    "dating",
    "enclose",
    "file",
    "find",
    "find_both",
    "fold",
    "gather",
    "holding",
    "join",
    "label",
    "look_up",
    "mark",
    "mark_clauses",
    "quote",
    "score",
    "single",
    "spot",
    "tokenise",
    "verbs",
    "walk",
    "written",
]
