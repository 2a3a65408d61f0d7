"""What the reader does with numbers, compiled. What these modules call stays in this folder.

A call takes a whole document: arrays in, arrays that the caller made filled. `renkei.compiled` says
why the package is imported by `renkei.reading.compiled` alone.
"""

from renkei.reading.kernel.acting import acting
from renkei.reading.kernel.calling import callers
from renkei.reading.kernel.cutting import cut, spot
from renkei.reading.kernel.dating import dating
from renkei.reading.kernel.enclosing import enclose
from renkei.reading.kernel.filing import FIELDS, SHARE, STRETCHES, SUMS, UNKNOWN, file
from renkei.reading.kernel.finding import find, find_both
from renkei.reading.kernel.folding import fold
from renkei.reading.kernel.hearing import hear
from renkei.reading.kernel.holding import (
    ALNUM,
    ALONE,
    COUNTED,
    COUNTING,
    DECIMAL,
    PERSON_BEGINS,
    SPACE,
    SPELT_BEGINS,
    holding,
)
from renkei.reading.kernel.judging import judge
from renkei.reading.kernel.listing import find_each
from renkei.reading.kernel.looking import CLAUSE, SENTENCE
from renkei.reading.kernel.marking import mark_clauses
from renkei.reading.kernel.marks import MARK, mark
from renkei.reading.kernel.naming import CAPITAL, IN_WORD, SMALL, WITHIN, capitals, written
from renkei.reading.kernel.quoting import quote
from renkei.reading.kernel.rows import LABELS, PARTS
from renkei.reading.kernel.telling import verbs
from renkei.reading.kernel.trimming import ALWAYS, UNLESS_PAIRED, trim
from renkei.reading.kernel.walking import BARRING, NUMERAL, WORD, begun, walk
from renkei.reading.kernel.words import DIGIT, LETTER, SIGN, single, tokenise

__all__ = [
    "ALNUM",
    "ALONE",
    "ALWAYS",
    "BARRING",
    "CAPITAL",
    "CLAUSE",
    "COUNTED",
    "COUNTING",
    "DECIMAL",
    "DIGIT",
    "FIELDS",
    "IN_WORD",
    "LABELS",
    "LETTER",
    "MARK",
    "NUMERAL",
    "PARTS",
    "PERSON_BEGINS",
    "SENTENCE",
    "SHARE",
    "SIGN",
    "SMALL",
    "SPACE",
    "SPELT_BEGINS",
    "STRETCHES",
    "SUMS",
    "UNKNOWN",
    "UNLESS_PAIRED",
    "WITHIN",
    "WORD",
    "acting",
    "begun",
    "callers",
    "capitals",
    "cut",
    "dating",
    "enclose",
    "file",
    "find",
    "find_both",
    "find_each",
    "fold",
    "hear",
    "holding",
    "judge",
    "mark",
    "mark_clauses",
    "quote",
    "single",
    "spot",
    "tokenise",
    "trim",
    "verbs",
    "walk",
    "written",
]
