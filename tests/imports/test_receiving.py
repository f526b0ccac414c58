"""A file in chunks: an interrupted upload resumes, and no chunk counts twice."""

import pytest

from catalog.imports.table_reader import MOST_CSV_BYTES
from shop.imports.check.checking import check_import
from shop.imports.errors import ImportState, UploadTooLarge, WrongOffset
from shop.imports.models import CatalogImport
from shop.imports.receive.receiving import begin_import, receive_chunk
from shop.imports.services import cancel
from tests.imports.files import as_csv, plan


def test_pieces_in_order_are_the_file(licensed):
    content = as_csv([licensed.row(f"PIN-{n}") for n in range(20)])
    catalog_import = begin(licensed, len(content))
    for offset in range(0, len(content), 1000):
        assert catalog_import.state == CatalogImport.State.RECEIVING
        catalog_import = receive_chunk(
            catalog_import=catalog_import, offset=offset, content=content[offset : offset + 1000]
        )
    assert catalog_import.state == CatalogImport.State.RECEIVED
    assert plan(catalog_import).counts["created"] == 20


def test_a_piece_that_is_here_changes_nothing_and_a_gap_is_told(licensed):
    catalog_import = receive_chunk(catalog_import=begin(licensed, 10), offset=0, content=b"abc")
    assert receive_chunk(catalog_import=catalog_import, offset=0, content=b"abc").received == 3
    with pytest.raises(WrongOffset) as gap:
        receive_chunk(catalog_import=catalog_import, offset=5, content=b"x")
    assert gap.value.data == {"received": 3}


def test_no_more_comes_than_was_announced_or_may_come(licensed):
    with pytest.raises(UploadTooLarge):
        receive_chunk(catalog_import=begin(licensed, 3), offset=0, content=b"abcd")
    with pytest.raises(UploadTooLarge):
        begin(licensed, MOST_CSV_BYTES + 1)


def test_a_cancelled_upload_takes_nothing_more(licensed):
    catalog_import = cancel(catalog_import=begin(licensed, 3))
    with pytest.raises(ImportState):
        receive_chunk(catalog_import=catalog_import, offset=0, content=b"abc")
    with pytest.raises(ImportState):
        check_import(catalog_import=catalog_import)


def test_a_name_from_elsewhere_is_a_name_alone(licensed):
    catalog_import = begin_import(
        licensee=licensed.licensee, by_id=licensed.by_id, name="../../etc/pass\x00wd.csv", size=1
    )
    assert catalog_import.name == "passwd.csv"


def begin(licensed, size: int) -> CatalogImport:
    return begin_import(licensee=licensed.licensee, by_id=licensed.by_id, name="a.csv", size=size)
