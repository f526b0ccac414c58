"""Apps are associated with the shop's addresses by two files, if any app is configured."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from shop.platform.core.app_ids import parse_android_apps, parse_apple_ids
from shop.web.app_links import APP_PATHS
from tools.testing.factories.catalog import RightsWorld

APPLE = "/.well-known/apple-app-site-association"
ANDROID = "/.well-known/assetlinks.json"
FINGERPRINT = ":".join(["AB"] * 32)
OTHER = ":".join(["0C"] * 32)


def configure(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    monkeypatch.setattr(settings, "ENV", settings.ENV.with_values(values))


@pytest.mark.parametrize("path", [APPLE, ANDROID])
def test_without_an_app_there_is_no_file(world: RightsWorld, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_file_for_ios_names_apps_and_addresses(
    world: RightsWorld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, APPLE_APP_IDS="A1B2C3D4E5.org.example.shop")
    answer = client.get(APPLE)
    assert answer.headers["Content-Type"] == "application/json"
    assert "max-age=3600" in answer.headers["Cache-Control"]
    (details,) = answer.json()["applinks"]["details"]
    assert details["appIDs"] == ["A1B2C3D4E5.org.example.shop"]
    assert "/*-*/p/*" in [component["/"] for component in details["components"]]
    assert answer.json()["webcredentials"] == {"apps": ["A1B2C3D4E5.org.example.shop"]}


def test_the_file_for_android_names_packages_and_certificates(
    world: RightsWorld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    apps = f"org.example.shop={FINGERPRINT}, org.example.shop={OTHER.lower()}"
    configure(monkeypatch, ANDROID_APPS=apps)
    answer = client.get(ANDROID)
    assert answer.headers["Content-Type"] == "application/json"
    (link,) = answer.json()
    assert link["target"]["package_name"] == "org.example.shop"
    assert link["target"]["sha256_cert_fingerprints"] == [FINGERPRINT, OTHER]
    assert "delegate_permission/common.handle_all_urls" in link["relation"]


def test_addresses_that_apps_open_exist_in_the_shop(world: RightsWorld, client: Client) -> None:
    world.product(sku="PIN-1")
    url = client.get("/api/v1/products/PIN-1").json()["url"]
    patterns = [re.escape(f"/*-*{path}").replace(r"\*", ".*") for path in APP_PATHS]
    assert len(patterns) == 5
    assert any(re.fullmatch(pattern, urlsplit(url).path) for pattern in patterns)
    for path in ("/accounts/password/reset/key/1-abc/", "/accounts/confirm-email/abc/"):
        assert client.get(f"/en-fr{path}").status_code in {200, 302}


@pytest.mark.parametrize("text", ["shop", "a1b2c3d4e5.org.example", "A1B2C3D4E5", "A1B2C3D4E5./x"])
def test_an_id_that_apple_does_not_give_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no app id"):
        parse_apple_ids(text)


@pytest.mark.parametrize(
    "text", ["shop=AB", "org.example.shop", f"shop={FINGERPRINT}", "org.example=AB:CD"]
)
def test_an_app_without_package_or_certificate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no app"):
        parse_android_apps(text)
