"""Members of a ZIP archive, read with a bound on what they unpack to."""

from __future__ import annotations

import io
import zipfile
import zlib

from renkei.documents.limits import Limits, capped, megabytes
from renkei.errors import DocumentError, TooLarge

_CHUNK = 1 << 16
_SMALL = 1 << 20


class Archive:
    """A ZIP archive whose members together may not unpack to more than the limits allow."""

    def __init__(self, raw: bytes, limits: Limits) -> None:
        """Opens the archive `raw`.

        Raises
        ------
        DocumentError
            If it is broken or locked.
        TooLarge
            If it has too many members, or says that it unpacks to more than is allowed.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DocumentError(f"it is a broken archive ({error})") from error
        members = self._zip.infolist()
        if len(members) > limits.archive_members:
            raise TooLarge(f"the archive has more than {limits.archive_members:,} members")
        self.names = frozenset(member.filename for member in members)
        self._left = limits.archive_bytes
        self._limit = limits.archive_bytes
        self._ratio = limits.archive_ratio

    def read(self, name: str) -> bytes:
        """The bytes of the member `name`.

        Raises
        ------
        DocumentError
            If it is missing, locked or broken.
        TooLarge
            If it unpacks to too much, whatever the archive says of its size.
        """
        try:
            member = self._zip.getinfo(name)
            packed = max(member.compress_size, 1)
            if member.file_size > _SMALL and member.file_size > self._ratio * packed:
                raise TooLarge(f"{name} in the archive unpacks to more than {self._ratio} times")
            with self._zip.open(member) as file:
                raw = capped(iter(lambda: file.read(_CHUNK), b""), self._left, _WHAT)
        except KeyError:
            raise DocumentError(f"the archive lacks {name}") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
            raise DocumentError(f"{name} in the archive cannot be read ({error})") from error
        self._left -= len(raw)
        return raw


_WHAT = f"what the archive unpacks to ({megabytes(Limits().archive_bytes)} are allowed)"
