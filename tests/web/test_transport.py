"""Personal answers are never stored, bodies are bounded, the API demands https: everywhere."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from shop.web.static_storage import QuickStaticFilesStorage
from shop.web.transport import (
    BODY_LIMIT_BYTES,
    PUBLIC_UPLOAD_LIMIT_BYTES,
    PUBLIC_UPLOADS,
    is_private,
)
from shop.wsgi import application
from tests.settings.test_redaction import routes
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory

PUBLIC_ROUTES = {
    "/", "/products/", "/search/", "/games/", "/games/X/", "/sport/", "/sport/X/", "/country/",
    "/country/X/", "/category/X/", "/p/X/X/", "/not-found/", "/robots.txt", "/favicon.ico",
    "/sitemap.xml", "/sitemap-X-X-X.xml", "/media/X", "/healthz", "/readyz",
    "/.well-known/apple-app-site-association", "/.well-known/assetlinks.json",
    "/.well-known/security.txt", "/api/v1/markets/", "/api/v1/products/", "/api/v1/products/X/",
    "/api/v1/schema/", "/api/v1/docs/", "/api/v1/markets", "/api/v1/products",
    "/api/v1/products/X", "/api/v1/schema", "/api/v1/docs",
}  # fmt: skip
PERSONAL = [
    "/en-fr/accounts/login/",
    "/en-fr/accounts/password/reset/",
    "/en-fr/accounts/email/",
    "/en-fr/accounts/2fa/",
    "/en-fr/accounts/sessions/",
    "/en-fr/basket/",
    "/en-fr/order/none/",
    "/en-fr/pay/none/",
    "/en-fr/restock/none/",
    "/api/v1/baskets/none/",
    "/api/v1/orders/none/",
    "/api/v1/licensee/orders/",
    "/api/v1/licensee/orders",
    "/_allauth/app/v1/auth/session",
    "/licensee/",
    "/rights/",
    "/dashboard/",
    "/admin/",
]


def all_paths() -> list[str]:
    """Return one address for each route."""
    from django.urls import get_resolver

    parameter = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>(?:[^()]|\\.)*\)")
    found = (parameter.sub("X", route) for route in routes(get_resolver().url_patterns))
    return [path.replace("$", "").replace("\\", "") for path in found]


def test_every_address_that_is_not_listed_as_public_is_private() -> None:
    paths = all_paths()
    assert len(paths) > 500
    assert {path for path in paths if not is_private(path)} == PUBLIC_ROUTES


@pytest.mark.parametrize("path", PERSONAL)
def test_a_private_answer_is_not_stored(world: RightsWorld, client: Client, path: str) -> None:
    response = client.get(path)
    assert "no-store" in response.headers["Cache-Control"]
    assert ("Authorization" if path.startswith("/api/") else "Cookie") in response.headers["Vary"]


def test_every_page_of_a_signed_in_person_is_not_stored(world: RightsWorld, client: Client) -> None:
    client.force_login(UserFactory())
    for path in ("/en-fr/", "/en-fr/products/", "/en-fr/not-there/", "/en-fr/account/"):
        assert "no-store" in client.get(path).headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/en-fr/basket/add/", "/en-fr/checkout/", "/webhooks/stripe/"])
def test_a_large_body_is_refused_before_it_is_read(db: None, client: Client, path: str) -> None:
    response = client.post(path, data=b"x", content_type="text/plain", CONTENT_LENGTH=80_000_000)
    assert response.status_code == 413
    assert response.json()["code"] == "body_too_large"
    assert BODY_LIMIT_BYTES == 3_145_728


def test_files_that_are_too_large_together_are_refused_on_a_page(
    world: RightsWorld, client: Client
) -> None:
    response = client.post("/fr-fr/get-help/", CONTENT_LENGTH=80_000_000)
    assert response.status_code == 413
    assert "joignez au maximum 40 Mo au total." in response.text
    # The form names the same limit before files are sent, a little below that of the whole body.
    page = client.get("/en-fr/get-help/").text
    assert "Attach at most 40 MB in total." in page
    (most,) = re.findall(r'data-most-bytes="(\d+)"', page)
    assert 40_000_000 == int(most) < PUBLIC_UPLOAD_LIMIT_BYTES == 40 * 1024**2


@pytest.mark.parametrize(
    "path", ["order/x:y/return/", "order/x:y/help/", "get-help/", "become-a-licensee/"]
)
def test_the_reference_proxy_lets_the_same_forms_send_files(path: str) -> None:
    proxy = (Path(__file__).parents[2] / "deploy" / "proxy" / "nginx.conf").read_text()
    (pattern,) = re.findall(r"location ~ (\S+) \{\s+client_max_body_size 40m;", proxy)
    assert re.match(pattern, f"/en-fr/{path}")
    assert PUBLIC_UPLOADS.match(f"/en-fr/{path}")


@pytest.mark.parametrize("path", ["/en-fr/basket/add/", "/en-fr/accounts/login/"])
def test_a_file_is_refused_where_none_is_expected(
    world: RightsWorld, client: Client, path: str
) -> None:
    response = client.post(path, {"file": SimpleUploadedFile("a.bin", b"x" * 1000)})
    assert response.status_code == 400


def test_the_api_over_plain_http_is_refused_in_production(
    db: None, client: Client, settings: Any
) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_REDIRECT_EXEMPT = True, [r"^api/"]
    response = client.get("/api/v1/markets/")
    assert (response.status_code, response.json()["code"]) == (403, "https_required")
    assert client.get("/api/v1/markets/", secure=True).status_code == 200


@pytest.mark.parametrize(
    "path", ["/api/v1/baskets/", "/webhooks/stripe/", "/_allauth/app/v1/auth/login"]
)
def test_json_nested_deeply_is_a_fault_of_the_request(
    world: RightsWorld, client: Client, path: str
) -> None:
    deep = "[" * 50_000 + "]" * 50_000
    assert client.post(path, deep, content_type="application/json").status_code == 400


def test_a_request_without_host_is_refused() -> None:
    environ = RequestFactory().get("/healthz").environ
    statuses: list[str] = []
    application(environ, lambda status, _headers, *_rest: statuses.append(status))
    assert statuses == ["400 Bad Request"]


def test_security_txt_names_the_contact(db: None, client: Client, settings: Any) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    update = {"SECURITY_CONTACT": "security@store.example"}
    settings.ENV = settings.ENV.with_values(update)
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@store.example\n" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", text, re.MULTILINE)


def test_public_pages_are_kept_by_the_browser_alone_and_asked_for_again(
    world: RightsWorld, client: Client
) -> None:
    world.product()
    for path in ("/en-fr/", "/en-fr/products/", "/en-fr/p/-/PIN-1/", "/"):
        assert client.get(path).headers["Cache-Control"] == "private, no-cache", path


def test_files_for_everybody_may_be_kept(db: None, client: Client) -> None:
    for path in ("/robots.txt", "/.well-known/security.txt"):
        assert client.get(path).headers["Cache-Control"] == "public, max-age=3600", path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (f"pictures/ab/{'ab' * 32}-256.avif", "public, max-age=31536000, immutable"),
        ("demo/pin-front-256.avif", "public, max-age=86400"),
    ],
)
def test_a_public_picture_is_kept_and_not_compressed_again(
    tmp_path: Path, client: Client, settings: Any, name: str, expected: str
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_bytes(b"picture " * 1000)
    answer = client.get(f"/media/{name}", headers={"accept-encoding": "gzip, br"})
    assert answer.headers["Cache-Control"] == expected
    assert "Content-Encoding" not in answer.headers
    assert b"".join(answer.streaming_content) == b"picture " * 1000


def test_pages_are_compressed(world: RightsWorld, client: Client) -> None:
    answer = client.get("/en-fr/", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_static_files_are_compressed_before_they_are_asked_for(tmp_path: Path) -> None:
    storage = QuickStaticFilesStorage(location=tmp_path, base_url="/static/")
    (tmp_path / "page.css").write_text("a { color: red }\n" * 200)
    processed = list(storage.post_process({"page.css": (storage, "page.css")}))
    assert processed
    small = tmp_path / (storage.stored_name("page.css") + ".gz")
    assert small.stat().st_size < 200
