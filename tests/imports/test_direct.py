"""With a bucket, files go straight to it by presigned POST; a server that speaks S3 takes them."""

from collections.abc import Iterator

import boto3
import pytest
import requests
from moto.server import ThreadedMotoServer

from shop.imports.errors import PicturesRefused, UploadIncomplete
from shop.imports.models import CatalogImport
from shop.imports.receive.archives import (
    begin_pictures_upload,
    complete_pictures_upload,
    open_archive,
    presign_pictures,
)
from shop.imports.receive.receiving import (
    begin_import,
    complete_table_upload,
    delete_files,
    presign_table,
)
from shop.imports.receive.storage import PresignedPost, upload_storage
from tests.imports.files import Licensed, as_csv, plan
from tests.media.makers import zipped


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def bucket(endpoint: str, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1").create_bucket(
        Bucket="closed"
    )
    options = {
        "bucket_name": "closed",
        "endpoint_url": endpoint,
        "region_name": "us-east-1",
        "signature_version": "s3v4",
        "location": "uploads",
    }
    backend = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"uploads": backend}


def begin(licensed: Licensed, content: bytes) -> tuple[CatalogImport, PresignedPost]:
    catalog_import = begin_import(
        licensee=licensed.licensee, by_id=licensed.by_id, name="a.csv", size=len(content)
    )
    way = presign_table(catalog_import)
    assert way is not None
    return catalog_import, way


def send(way: PresignedPost, content: bytes) -> None:
    requests.post(way.url, data=way.fields, files={"file": content}, timeout=10).raise_for_status()


def test_a_table_goes_past_the_shop_and_is_planned(licensed: Licensed) -> None:
    content = as_csv([licensed.row("PIN-1"), licensed.row("PIN-2")])
    catalog_import, way = begin(licensed, content)
    with pytest.raises(UploadIncomplete) as missing:
        complete_table_upload(catalog_import=catalog_import)
    assert missing.value.data == {"received": 0}
    send(way, content)
    catalog_import = complete_table_upload(catalog_import=catalog_import)
    assert (catalog_import.state, catalog_import.received) == ("RECEIVED", len(content))
    assert complete_table_upload(catalog_import=catalog_import).state == "RECEIVED"
    assert plan(catalog_import).counts["created"] == 2
    (chunk,) = catalog_import.chunks.all()
    delete_files(catalog_import)
    assert not upload_storage().exists(chunk.stored)


def test_another_size_than_was_announced_has_not_arrived(licensed: Licensed) -> None:
    catalog_import, way = begin(licensed, b"a,b")
    send(way, b"a,b,c")
    with pytest.raises(UploadIncomplete):
        complete_table_upload(catalog_import=catalog_import)
    delete_files(catalog_import)
    assert not upload_storage().exists(f"{catalog_import.public_id}/table")


def test_a_zip_goes_past_the_shop_and_is_read_where_it_is_needed(licensed: Licensed) -> None:
    catalog_import = licensed.plan(licensed.row("PIN-1", image_1="gone.jpg", image_alt_en_1="Pin"))
    content = zipped({"front.jpg": bytes(3000)}).getvalue()
    catalog_import = begin_pictures_upload(catalog_import=catalog_import, size=len(content))
    way = presign_pictures(catalog_import)
    assert way is not None
    with pytest.raises(UploadIncomplete):
        complete_pictures_upload(catalog_import=catalog_import)
    send(way, content)
    catalog_import = complete_pictures_upload(catalog_import=catalog_import)
    assert (catalog_import.pictures_coming, catalog_import.pictures_received) == ("", len(content))
    assert complete_pictures_upload(catalog_import=catalog_import) == catalog_import
    with open_archive(catalog_import) as archive:
        assert archive.read("front.jpg") == bytes(3000)


def test_a_zip_that_is_none_is_refused_and_deleted(licensed: Licensed) -> None:
    catalog_import = licensed.receive(as_csv([licensed.row("PIN-1")]))
    catalog_import = begin_pictures_upload(catalog_import=catalog_import, size=8)
    way, name = presign_pictures(catalog_import), catalog_import.pictures_coming
    assert way is not None
    send(way, b"%PDF-1.7")
    with pytest.raises(PicturesRefused):
        complete_pictures_upload(catalog_import=catalog_import)
    assert not upload_storage().exists(name)
