"""A ZIP in chunks is read like a whole one; the earlier ZIP stays in use until it is complete."""

import io
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import InMemoryStorage
from hypothesis import given
from hypothesis import strategies as st

from catalog.media.archive import LIMITS
from shop.imports.errors import ImportState, PicturesRefused, UploadTooLarge, WrongOffset
from shop.imports.receive.archives import (
    begin_pictures_upload,
    open_archive,
    receive_pictures,
    receive_pictures_chunk,
)
from shop.imports.receive.storage import open_chunks, upload_storage
from shop.imports.services import cancel
from tests.imports.files import as_csv
from tests.media.makers import zipped


@given(
    pieces=st.lists(st.binary(min_size=1, max_size=40), max_size=8),
    steps=st.lists(st.tuples(st.integers(0, 400), st.integers(-1, 100)), max_size=12),
)
def test_pieces_read_like_the_file_that_they_are(pieces, steps):
    storage, chunks, offset = InMemoryStorage(), [], 0
    for number, piece in enumerate(pieces):
        name = storage.save(str(number), ContentFile(piece))
        chunks.append(SimpleNamespace(offset=offset, size=len(piece), stored=name))
        offset += len(piece)
    whole = io.BytesIO(b"".join(pieces))
    with open_chunks(chunks, storage) as file:
        assert file.seek(0, io.SEEK_END) == offset
        for place, most in steps:
            file.seek(place)
            whole.seek(place)
            assert file.read(most) == whole.read(most)


def in_pieces(catalog_import, content: bytes, length: int = 64):
    catalog_import = begin_pictures_upload(catalog_import=catalog_import, size=len(content))
    for offset in range(0, len(content), length):
        piece = content[offset : offset + length]
        catalog_import = receive_pictures_chunk(
            catalog_import=catalog_import, offset=offset, content=piece
        )
    return catalog_import


@pytest.fixture
def catalog_import(licensed):
    return licensed.receive(as_csv([licensed.row("PIN-1")]))


def test_a_zip_in_pieces_is_the_uploads(catalog_import):
    content = zipped({"front.jpg": bytes(1000), "back.jpg": b"b"}).getvalue()
    catalog_import = in_pieces(catalog_import, content)
    assert (catalog_import.pictures_coming, catalog_import.state) == ("", "RECEIVED")
    assert catalog_import.chunks.exclude(part="").count() == -(-len(content) // 64)
    with open_archive(catalog_import) as archive:
        assert sorted(archive.names) == ["back.jpg", "front.jpg"]
        assert archive.read("front.jpg") == bytes(1000)


def test_the_earlier_zip_stands_until_the_next_is_whole_and_is_deleted_then(catalog_import):
    receive_pictures(catalog_import=catalog_import, file=File(zipped({"a.jpg": b"a"}), "p.zip"))
    whole = catalog_import.pictures
    content = zipped({"b.jpg": b"b"}).getvalue()
    catalog_import = begin_pictures_upload(catalog_import=catalog_import, size=len(content))
    catalog_import = receive_pictures_chunk(
        catalog_import=catalog_import, offset=0, content=content[:10]
    )
    assert catalog_import.pictures == whole
    catalog_import = receive_pictures_chunk(
        catalog_import=catalog_import, offset=10, content=content[10:]
    )
    assert not upload_storage().exists(whole)
    with open_archive(catalog_import) as archive:
        assert archive.names == ("b.jpg",)
    stored = [chunk.stored for chunk in catalog_import.chunks.exclude(part="")]
    receive_pictures(catalog_import=catalog_import, file=File(zipped({"c.jpg": b"c"}), "p.zip"))
    assert not any(upload_storage().exists(name) for name in stored)
    assert not catalog_import.chunks.exclude(part="").exists()


def test_what_is_no_zip_is_refused_with_its_last_piece_and_forgotten(catalog_import):
    with pytest.raises(PicturesRefused):
        in_pieces(catalog_import, bytes(100))
    catalog_import.refresh_from_db()
    assert (catalog_import.pictures, catalog_import.pictures_coming) == ("", "")
    assert not catalog_import.chunks.exclude(part="").exists()


def test_begun_anew_it_forgets_the_pieces_of_another_file(catalog_import):
    catalog_import = begin_pictures_upload(catalog_import=catalog_import, size=100, mark="one")
    catalog_import = receive_pictures_chunk(catalog_import=catalog_import, offset=0, content=b"abc")
    (chunk,) = catalog_import.chunks.exclude(part="")
    assert (
        begin_pictures_upload(catalog_import=catalog_import, size=100, mark="one").pictures_received
        == 3
    )
    assert (
        begin_pictures_upload(catalog_import=catalog_import, size=100, mark="two").pictures_received
        == 0
    )
    assert not upload_storage().exists(chunk.stored)


def test_pieces_come_in_order_and_once(catalog_import):
    with pytest.raises(WrongOffset):
        receive_pictures_chunk(catalog_import=catalog_import, offset=0, content=b"abc")
    catalog_import = begin_pictures_upload(catalog_import=catalog_import, size=10)
    catalog_import = receive_pictures_chunk(catalog_import=catalog_import, offset=0, content=b"abc")
    assert (
        receive_pictures_chunk(
            catalog_import=catalog_import, offset=0, content=b"abc"
        ).pictures_received
        == 3
    )
    for offset, content in ((5, b"x"), (1, b"abc")):
        with pytest.raises(WrongOffset) as gap:
            receive_pictures_chunk(catalog_import=catalog_import, offset=offset, content=content)
        assert gap.value.data == {"received": 3}
    with pytest.raises(UploadTooLarge):
        receive_pictures_chunk(catalog_import=catalog_import, offset=3, content=bytes(8))


def test_what_is_too_large_or_comes_too_late_is_refused(catalog_import):
    with pytest.raises(UploadTooLarge):
        begin_pictures_upload(catalog_import=catalog_import, size=LIMITS.packed + 1)
    cancel(catalog_import=catalog_import)
    with pytest.raises(ImportState):
        begin_pictures_upload(catalog_import=catalog_import, size=100)
