"""A ZIP is listed without unpacking it; problems are reported by entry, the rest is usable."""

import io
import stat
import tracemalloc
import zipfile
import zlib

import pytest

from catalog.media.archive import Archive, ArchiveLimits
from catalog.media.problems import Problem
from tests.media.makers import encoded, encrypted, zipped

GOOD = encoded()


def codes(archive: Archive) -> dict[str, str]:
    return {problem.name: problem.code for problem in archive.problems}


def test_a_row_finds_its_picture_whatever_folder_case_and_accents() -> None:
    with Archive(zipped({"Bilder/Front-GRÜN.JPG": GOOD, "b.jpg": b"other"})) as archive:
        assert archive.problems == ()
        assert archive.read("front-grün.jpg") == GOOD
        assert "front-gru\u0308n.jpg" in archive
        assert archive.unused(["B.JPG"]) == ("Front-GRÜN.JPG",)


def test_a_name_that_is_not_there_is_a_problem_of_the_row() -> None:
    with Archive(zipped({"a.jpg": GOOD})) as archive:
        answer = archive.read("c.jpg")
    assert isinstance(answer, Problem)
    assert (answer.name, answer.code) == ("c.jpg", "not_in_archive")


def test_all_bad_entries_are_named_at_once_and_good_ones_stay_usable() -> None:
    files = {
        "good.jpg": GOOD,
        "../outside.jpg": GOOD,
        "a/../../outside2.jpg": GOOD,
        "/etc/absolute.jpg": GOOD,
        "C:\\drive.jpg": GOOD,
        "..\\back.jpg": GOOD,
        "inner.zip": zipped({"a.jpg": GOOD}).getvalue(),
        "bell\x07.jpg": GOOD,
        "__MACOSX/._good.jpg": b"x",
        "folder/.DS_Store": b"x",
        "Thumbs.db": b"x",
    }
    with Archive(zipped(files)) as archive:
        assert codes(archive) == {
            "../outside.jpg": "bad_name",
            "a/../../outside2.jpg": "bad_name",
            "/etc/absolute.jpg": "bad_name",
            "C:\\drive.jpg": "bad_name",
            "..\\back.jpg": "bad_name",
            "inner.zip": "nested_archive",
            "bell�.jpg": "bad_name",
        }
        assert archive.names == ("good.jpg",)
        assert archive.read("good.jpg") == GOOD
        assert archive.problems
        assert all(problem.message.endswith(".") for problem in archive.problems)


def test_a_link_is_not_followed() -> None:
    link = zipfile.ZipInfo("link.jpg")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert codes(Archive(target)) == {"link.jpg": "not_a_file"}


def test_an_encrypted_entry_is_named() -> None:
    assert codes(Archive(encrypted(zipped({"a.jpg": GOOD})))) == {"a.jpg": "encrypted"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_may_take_gigabytes_to_read_is_refused(method: int) -> None:
    assert codes(Archive(zipped({"a.jpg": GOOD}, method))) == {"a.jpg": "packed_unusually"}


def test_names_that_differ_by_case_alone_say_nothing_unless_they_are_the_same_picture() -> None:
    files = {"a.jpg": b"one", "A.JPG": b"two", "x/b.jpg": b"same", "y/B.jpg": b"same"}
    with Archive(zipped(files)) as archive:
        assert codes(archive) == {"A.JPG": "duplicate_name"}
        assert archive.names == ("b.jpg",)
        assert archive.problems_of("a.jpg")[0].code == "duplicate_name"


@pytest.fixture(scope="module")
def ten_gigabytes() -> bytes:
    """Return 10 MB that unpack to 10 GB of zeros: the same packed megabyte, over and over."""
    packer = zlib.compressobj(9, wbits=-15)
    packer.compress(bytes(1_000_000))
    packer.flush(zlib.Z_FULL_FLUSH)
    megabyte = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return megabyte * 10_000 + packer.flush()


def bomb(packed: bytes, declared: int) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        info = zipfile.ZipInfo("bomb.png")
        archive.writestr(info, packed)
        archive.writestr("good.jpg", GOOD)
        info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, declared
    return target


def test_a_bomb_of_ten_gigabytes_costs_its_entry_and_no_memory(ten_gigabytes: bytes) -> None:
    packed = bomb(ten_gigabytes, 10_000_000_000)
    assert len(packed.getvalue()) < 12_000_000
    with Archive(packed) as archive:
        assert codes(archive) == {"bomb.png": "unpacks_too_large"}
        assert archive.read("good.jpg") == GOOD


@pytest.mark.parametrize("declared", [1_000, 14_000_000])
def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_said(
    ten_gigabytes: bytes, declared: int
) -> None:
    packed = bomb(ten_gigabytes, declared)
    tracemalloc.start()
    with Archive(packed) as archive:
        answer = archive.read("bomb.png")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert isinstance(answer, Problem)
        assert answer.code == "damaged"
        assert archive.read("good.jpg") == GOOD
    assert peak < 60_000_000


def test_the_sum_of_all_entries_is_limited_too() -> None:
    limits = ArchiveLimits(entry=1000, unpacked=2500)
    files = {f"{n}.jpg": bytes([n]) * 1000 for n in range(4)}
    with Archive(zipped(files), limits=limits) as archive:
        assert codes(archive) == {
            "2.jpg": "archive_unpacks_too_large",
            "3.jpg": "archive_unpacks_too_large",
        }


def test_a_directory_of_too_many_entries_is_not_even_read() -> None:
    many = zipped({f"{n}.jpg": b"" for n in range(11)})
    assert codes(Archive(many, limits=ArchiveLimits(entries=10))) == {"": "too_many_entries"}
    assert codes(Archive(many, limits=ArchiveLimits(directory=100))) == {"": "too_many_entries"}


def test_a_zip64_is_read_and_its_larger_directory_measured() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        with archive.open(zipfile.ZipInfo("a.jpg"), "w", force_zip64=True) as entry:
            entry.write(GOOD)
        for number in range(65_600):
            archive.writestr(f"{number}", b"")
    assert codes(Archive(target)) == {"": "too_many_entries"}
    with Archive(target, limits=ArchiveLimits(entries=70_000)) as archive:
        assert archive.read("A.jpg") == GOOD


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_an_archive"),
        (b"<html>", "not_an_archive"),
        (zipped({"a.jpg": GOOD}).getvalue()[:-30], "archive_truncated"),
        (zipped({"a.jpg": GOOD}).getvalue()[:100], "archive_truncated"),
        (b"PK\x05\x06" + b"\xff" * 18, "too_many_entries"),
    ],
    ids=["empty", "a page", "the end is missing", "only the beginning", "a lie about its size"],
)
def test_a_file_that_is_no_whole_zip_is_said_to_be_so(content: bytes, code: str) -> None:
    with Archive(io.BytesIO(content)) as archive:
        assert codes(archive) == {"": code}
        assert archive.names == ()


def test_a_zip_over_two_gigabytes_is_refused(tmp_path) -> None:
    large = tmp_path / "large.zip"
    with large.open("wb") as file:
        file.truncate(2_000_000_001)
    with large.open("rb") as file:
        assert codes(Archive(file)) == {"": "archive_too_large"}


def test_a_damaged_entry_is_said_when_it_is_read_and_the_others_stay() -> None:
    packed = zipped({"a.jpg": b"A" * 999, "b.jpg": GOOD}, zipfile.ZIP_STORED).getvalue()
    archive = Archive(io.BytesIO(packed.replace(b"A" * 999, b"A" * 998 + b"B")))
    answer = archive.read("a.jpg")
    assert isinstance(answer, Problem)
    assert answer.code == "damaged"
    assert archive.read("b.jpg") == GOOD


@pytest.mark.parametrize("step", range(1, 40))
def test_no_cut_or_flipped_byte_raises_anything(step: int) -> None:
    packed = bytearray(zipped({"a.jpg": b"some text" * 9, "b.jpg": b"x"}).getvalue())
    for at in range(step, len(packed), 40):
        packed[at] ^= 0xFF
        with Archive(io.BytesIO(bytes(packed))) as archive:
            for name in archive.names:
                archive.read(name)
        with Archive(io.BytesIO(bytes(packed[:at]))) as archive:
            assert archive.problems
        packed[at] ^= 0xFF
