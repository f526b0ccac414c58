"""Uploaded ZIPs: their readable entries and the problems of the others.

Nothing is unpacked to disk. Declared sizes are checked first, and Python's reader never returns
more than the declared size, so a ZIP bomb is only a problem of its entry.
"""

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Self

from catalog.media import zip_directory
from catalog.media.problems import Problem, megabytes, problem

IGNORED_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".jar"})
READ_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 0x1 | 0x40 | 0x2000
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Limits in bytes; the limit of an entry is that of a picture."""

    packed: int = 2_000_000_000
    directory: int = 8_000_000
    entries: int = 50_000
    entry: int = 15_000_000
    unpacked: int = 8_000_000_000


LIMITS = ArchiveLimits()


class Archive:
    """An uploaded ZIP, with the `problems` of all its entries; `read` returns a valid entry.

    The stream must be seekable and stay open. Only the requested entries are read.
    """

    def __init__(self, stream: BinaryIO, *, limits: ArchiveLimits = LIMITS) -> None:
        self.limits = limits
        self._zip: zipfile.ZipFile | None = None
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._size = stream.seek(0, 2)
        refusal = _refuse_whole(stream, self._size, limits)
        if refusal is None:
            try:
                self._zip = zipfile.ZipFile(stream)
            except UNREADABLE:
                refusal = problem("", "archive_truncated")
        if self._zip is None:
            self.problems: tuple[Problem, ...] = (refusal,) if refusal else ()
        else:
            self._entries, self.problems = _sort_entries(self._zip.infolist(), limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._zip is not None:
            self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name_key(name) in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of valid entries, without folders."""
        return tuple(_base(info.filename) for info in self._entries.values())

    def unused(self, used_names: Iterable[str]) -> tuple[str, ...]:
        """Return the names of entries that no row uses."""
        keys = {name_key(name) for name in used_names}
        return tuple(_base(info.filename) for key, info in self._entries.items() if key not in keys)

    def problems_of(self, name: str) -> tuple[Problem, ...]:
        """Return the problems of an entry; a missing entry is one too."""
        key = name_key(name)
        if key in self._entries:
            return ()
        matching = tuple(p for p in self.problems if p.name and name_key(p.name) == key)
        return matching or (problem(name, "not_in_archive"),)

    def read(self, name: str) -> bytes | Problem:
        """Return the content of an entry, or its problem.

        Loads at most the limit of an entry into memory.
        """
        info = self._entries.get(name_key(name))
        if info is None or self._zip is None:
            return self.problems_of(name)[0]
        if not 0 <= info.header_offset < self._size:
            return problem(name, "damaged")
        try:
            with self._zip.open(info) as entry:
                content = entry.read(self.limits.entry + 1)
                complete = not entry.read(1)  # reading to the end checks the sum
        except UNREADABLE:
            return problem(name, "damaged")
        if len(content) > self.limits.entry or not complete:
            return problem(name, "unpacks_too_large", limit=megabytes(self.limits.entry))
        return content


def name_key(name: str) -> str:
    """Return the key that matches rows and entries: the base name in NFC, ignoring case."""
    return unicodedata.normalize("NFC", _base(name).strip()).casefold()


def _base(name: str) -> str:
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _refuse_whole(stream: BinaryIO, size: int, limits: ArchiveLimits) -> Problem | None:
    """Return the problem of a file whose directory must not be read, or None."""
    if size > limits.packed:
        return problem("", "archive_too_large", limit=megabytes(limits.packed))
    end = zip_directory.find_end(stream, size)
    if end is None:
        stream.seek(0)
        starts_well = stream.read(4) == zip_directory.LOCAL_HEADER
        return problem("", "archive_truncated" if starts_well else "not_an_archive")
    if end.entries > limits.entries or end.directory > limits.directory:
        return problem("", "too_many_entries", limit=f"{limits.entries:,}")
    return None


def _sort_entries(
    infos: Iterable[zipfile.ZipInfo], limits: ArchiveLimits
) -> tuple[dict[str, zipfile.ZipInfo], tuple[Problem, ...]]:
    """Return valid entries by key, and the problems of the others."""
    good: dict[str, zipfile.ZipInfo] = {}
    doubled: dict[str, str] = {}
    problems: list[Problem] = []
    unpacked = 0
    for info in infos:
        if _is_ignored(info):
            continue
        entry_problem = _problem_of(info, limits)
        if entry_problem is None and unpacked + info.file_size > limits.unpacked:
            limit = megabytes(limits.unpacked)
            entry_problem = problem(info.filename, "archive_unpacks_too_large", limit=limit)
        if entry_problem is not None:
            problems.append(entry_problem)
            continue
        unpacked += info.file_size
        twin = good.setdefault(name_key(info.filename), info)
        if (twin.CRC, twin.file_size) != (info.CRC, info.file_size):
            doubled[name_key(info.filename)] = info.filename
    problems += [problem(name, "duplicate_name") for name in doubled.values()]
    return _without(good, doubled), tuple(problems)


def _without(
    good: Mapping[str, zipfile.ZipInfo], doubled: Mapping[str, str]
) -> dict[str, zipfile.ZipInfo]:
    """Remove entries with ambiguous names."""
    return {key: info for key, info in good.items() if key not in doubled}


def _is_ignored(info: zipfile.ZipInfo) -> bool:
    """Return whether an entry is a folder or a file that operating systems add."""
    first = info.filename.replace("\\", "/").partition("/")[0]
    return (
        (info.is_dir() and not info.file_size)
        or first == "__MACOSX"
        or _base(info.filename).casefold() in IGNORED_NAMES
    )


def _problem_of(info: zipfile.ZipInfo, limits: ArchiveLimits) -> Problem | None:
    name = info.filename
    if not _is_safe(info):
        return problem(_printable(info.orig_filename), "bad_name")
    kind = stat.S_IFMT(info.external_attr >> 16)
    by_unix = info.create_system == zip_directory.UNIX
    faults = (
        ("not_a_file", by_unix and kind not in {0, stat.S_IFREG}),
        ("encrypted", bool(info.flag_bits & ENCRYPTED)),
        ("nested_archive", PurePosixPath(name).suffix.lower() in ARCHIVES),
        ("packed_unusually", info.compress_type not in READ_METHODS),
        ("unpacks_too_large", info.file_size > limits.entry),
    )
    for code, is_so in faults:
        if is_so:
            return problem(name, code, limit=megabytes(limits.entry))
    return None


def _is_safe(info: zipfile.ZipInfo) -> bool:
    """Return whether a name is printable and stays in its folder. It is never used as a path."""
    name = info.orig_filename.replace("\\", "/")
    parts = name.split("/")
    return bool(
        name.isprintable()
        and not name.startswith("/")
        and ":" not in parts[0]
        and ".." not in parts
        and _base(name).strip(" .")
    )


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in name)[:200]
