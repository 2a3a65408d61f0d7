"""What a reader of one format is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from renkei.documents.limits import Limits, capped, megabytes
from renkei.errors import DocumentError, TooLarge
from renkei.nouns import Failure

_CHUNK = 1 << 20
_SIZE_ADVICE = "split it, or read the part that you need"


@dataclass(frozen=True, slots=True)
class Input:
    """One file, answer or run of bytes, not yet read.

    `origin` is what the user knows it by. Either `raw` holds its bytes or `path` says where they
    are. `media_type` and `charset` are as its server declared them, `address` is where it was
    fetched from.
    """

    origin: str
    raw: bytes = b""
    path: Path | None = None
    media_type: str = ""
    charset: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        """Its file name, or the last part of its address; lower case."""
        place = self.path.name if self.path else (self.address or self.origin).split("?")[0]
        return place.rsplit("/", 1)[-1].lower()

    def head(self, size: int = 4096) -> bytes:
        """Its first `size` bytes."""
        if self.path is None:
            return self.raw[:size]
        with self.path.open("rb") as file:
            return file.read(size)

    def load(self, limits: Limits) -> bytes:
        """All its bytes.

        Raises
        ------
        TooLarge
            If they are more than `limits.input_bytes`.
        DocumentError
            If it is no regular file, which could block or never end.
        """
        if self.path is None:
            if len(self.raw) > limits.input_bytes:
                raise TooLarge(f"it is larger than {megabytes(limits.input_bytes)}")
            return self.raw
        if not self.path.is_file():
            raise DocumentError("it is not a regular file")
        return capped(self.chunks(), limits.input_bytes, "it")

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, a part at a time."""
        if self.path is None:
            yield self.raw
            return
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def failed(origin: str, error: Exception) -> Failure:
    """The failure that `error` is for `origin`; after a semicolon, its message gives advice."""
    if isinstance(error, TooLarge):
        return Failure(origin, str(error), _SIZE_ADVICE)
    if isinstance(error, PermissionError):
        return Failure(origin, "it may not be read", "check its permissions")
    if isinstance(error, OSError):
        return Failure(origin, f"it cannot be read ({error.strerror or error})")
    if isinstance(error, DocumentError):
        reason, _, advice = str(error).partition("; ")
        return Failure(origin, reason, advice)
    if isinstance(error, MemoryError | RecursionError):
        return Failure(origin, f"it needs too much memory ({type(error).__name__})", _SIZE_ADVICE)
    kind = f"{type(error).__name__}: {str(error)[:120]}"
    return Failure(origin, f"the reader broke on it ({kind})", "please report this with the file")
