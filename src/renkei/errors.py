"""Every error that Renkei raises on purpose.

RenkeiError
├── DocumentError        a source cannot be read; the run goes on with the next
│   ├── FetchError       an address did not answer, or must not be asked
│   └── TooLarge         a limit on size, depth or time was reached
├── PackError            a pack breaks a rule; names the file, the row and the field
├── SimulationError      an arrangement or a contingency cannot be run as it stands
├── LedgerError          a ledger cannot be opened, or refuses a row
└── QuoteError           a reader gave a statement whose quote is not in the document
"""


class RenkeiError(Exception):
    """The root: catch it to catch everything Renkei raises on purpose."""


class DocumentError(RenkeiError):
    """A source cannot be read. The message says what was wrong and what to do."""


class FetchError(DocumentError):
    """An address did not answer, or points where Renkei will not go."""


class TooLarge(DocumentError):
    """A limit on size, depth or time was reached before the source was read."""


class PackError(RenkeiError):
    """A pack breaks a rule of its schema or of ``renkei pack check``."""


class SimulationError(RenkeiError):
    """An arrangement or a contingency cannot be run as it stands. The message says why."""


class LedgerError(RenkeiError):
    """A ledger cannot be opened, or refuses a row."""


class QuoteError(RenkeiError):
    """A reader gave a statement whose quote does not stand in the document."""
