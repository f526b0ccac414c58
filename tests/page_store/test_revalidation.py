"""Strong tags, 304 without rendering, compressed bodies, HEAD."""

from itertools import product as combinations

from django.test import Client

from tests.page_store.asking import API_LIST, HOME, LIST, ask, statements_of, text_of
from tools.testing.factories.catalog import RightsWorld

ENCODINGS = ("", "gzip", "br", "gzip, deflate, br, zstd", "br;q=0, gzip")


def test_an_answer_is_compressed_as_asked_and_revalidated(committed_world: RightsWorld) -> None:
    committed_world.product()
    for path, encoding in combinations((HOME, LIST, API_LIST), ENCODINGS):
        assert_revalidated(path, encoding)


def assert_revalidated(path: str, encoding: str) -> None:
    headers = {"Accept-Encoding": encoding} if encoding else {}
    plain = text_of(ask(path))
    first, second = ask(path, **headers), ask(path, **headers)
    expected = "br" if "br" in encoding and "q=0" not in encoding else "gzip" if encoding else None
    for response in (first, second):
        assert response.headers.get("Content-Encoding") == expected
        assert text_of(response) == plain
        assert int(response.headers["Content-Length"]) == len(response.content)
        assert "Accept-Encoding" in response.headers["Vary"]
    tag = second.headers["ETag"]
    assert tag.startswith('"')
    for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = ask(path, **headers, **{"If-None-Match": sent})
        assert answer.status_code == 304
        assert answer.content == b""
        assert answer.headers["ETag"] == tag
        assert answer.headers["Cache-Control"] == "private, no-cache"
    assert len(statements_of(path, **headers, **{"If-None-Match": tag})) == 1
    assert ask(path, **headers, **{"If-None-Match": '"other"'}).status_code == 200


def test_each_encoding_has_a_tag_of_its_own(committed_world: RightsWorld) -> None:
    committed_world.product()
    tags = {ask(LIST, **{"Accept-Encoding": name}).headers["ETag"] for name in ("", "gzip", "br")}
    assert len(tags) == 3


def test_head_has_the_headers_of_get(committed_world: RightsWorld) -> None:
    committed_world.product()
    got = ask(LIST)
    head = Client().head(LIST)
    assert head.content == b""
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["X-Page-Store"] == "hit"
