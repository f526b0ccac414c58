"""The end record of a ZIP, to check the size of its directory before reading it.

Python's reader loads the whole directory into memory, so a directory of gigabytes is a ZIP bomb.
Source: PKWARE's APPNOTE.TXT, 4.3.14 to 4.3.16.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO

LOCAL_HEADER = b"PK\x03\x04"
UNIX = 3
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")  # only its size is used
_LONGEST_COMMENT = 65_535


@dataclass(frozen=True, slots=True)
class DirectoryEnd:
    """The number of entries and bytes of the directory, as in the end record."""

    entries: int
    directory: int


def find_end(stream: BinaryIO, size: int) -> DirectoryEnd | None:
    """Return the end record of a ZIP, or None if the file is not a complete ZIP."""
    tail_length = min(size, _LONGEST_COMMENT + _END.size)
    stream.seek(size - tail_length)
    tail = stream.read(tail_length)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return None
    _, _, _, _, entries, directory, _, _ = _END.unpack_from(tail, at)
    return _find_end_64(stream, size - tail_length + at) or DirectoryEnd(entries, directory)


def _find_end_64(stream: BinaryIO, end: int) -> DirectoryEnd | None:
    """Return the ZIP64 end record, if its locator precedes the end record."""
    if end < _LOCATOR_64.size:
        return None
    stream.seek(end - _LOCATOR_64.size)
    if not stream.read(_LOCATOR_64.size).startswith(b"PK\x06\x07"):
        return None
    # Python's reader expects the record right before the locator, so read it there.
    start = end - _LOCATOR_64.size - _END_64.size
    if start < 0:
        return None
    stream.seek(start)
    record = _END_64.unpack(stream.read(_END_64.size))
    return DirectoryEnd(record[7], record[8]) if record[0] == b"PK\x06\x06" else None
