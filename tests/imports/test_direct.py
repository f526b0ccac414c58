"""With a bucket, files go straight to it by presigned POST; a server that speaks S3 takes them."""

from collections.abc import Iterator

import boto3
import pytest
import requests
from moto.server import ThreadedMotoServer

from shop.imports.errors import NotArrived, PicturesRefused
from shop.imports.models import Upload
from shop.imports.receive.archives import (
    begin_pictures,
    open_archive,
    pictures_arrived,
    post_pictures,
)
from shop.imports.receive.presigned_upload import DirectPost
from shop.imports.receive.receiving import begin_upload, forget_file, post_table, table_arrived
from shop.imports.receive.storage import upload_storage
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


def begin(licensed: Licensed, content: bytes) -> tuple[Upload, DirectPost]:
    upload = begin_upload(
        licensee=licensed.licensee, by_id=licensed.by_id, name="a.csv", size=len(content)
    )
    way = post_table(upload)
    assert way is not None
    return upload, way


def send(way: DirectPost, content: bytes) -> None:
    requests.post(way.url, data=way.fields, files={"file": content}, timeout=10).raise_for_status()


def test_a_table_goes_past_the_shop_and_is_planned(licensed: Licensed) -> None:
    content = as_csv([licensed.row("PIN-1"), licensed.row("PIN-2")])
    upload, way = begin(licensed, content)
    with pytest.raises(NotArrived) as missing:
        table_arrived(upload=upload)
    assert missing.value.data == {"received": 0}
    send(way, content)
    upload = table_arrived(upload=upload)
    assert (upload.state, upload.received) == ("RECEIVED", len(content))
    assert table_arrived(upload=upload).state == "RECEIVED"
    assert plan(upload).counts["created"] == 2
    (chunk,) = upload.chunks.all()
    forget_file(upload)
    assert not upload_storage().exists(chunk.stored)


def test_another_size_than_was_announced_has_not_arrived(licensed: Licensed) -> None:
    upload, way = begin(licensed, b"a,b")
    send(way, b"a,b,c")
    with pytest.raises(NotArrived):
        table_arrived(upload=upload)
    forget_file(upload)
    assert not upload_storage().exists(f"{upload.public_id}/table")


def test_a_zip_goes_past_the_shop_and_is_read_where_it_is_needed(licensed: Licensed) -> None:
    upload = licensed.plan(licensed.row("PIN-1", image_1="gone.jpg", image_alt_en_1="Pin"))
    content = zipped({"front.jpg": bytes(3000)}).getvalue()
    upload = begin_pictures(upload=upload, size=len(content))
    way = post_pictures(upload)
    assert way is not None
    with pytest.raises(NotArrived):
        pictures_arrived(upload=upload)
    send(way, content)
    upload = pictures_arrived(upload=upload)
    assert (upload.pictures_coming, upload.pictures_received) == ("", len(content))
    assert pictures_arrived(upload=upload) == upload
    with open_archive(upload) as archive:
        assert archive.read("front.jpg") == bytes(3000)


def test_a_zip_that_is_none_is_refused_and_deleted(licensed: Licensed) -> None:
    upload = licensed.receive(as_csv([licensed.row("PIN-1")]))
    upload = begin_pictures(upload=upload, size=8)
    way, name = post_pictures(upload), upload.pictures_coming
    assert way is not None
    send(way, b"%PDF-1.7")
    with pytest.raises(PicturesRefused):
        pictures_arrived(upload=upload)
    assert not upload_storage().exists(name)
