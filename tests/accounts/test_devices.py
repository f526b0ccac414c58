"""The page of signed-in devices: names, and the end of one or all other sessions."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from shop.identity.accounts.devices import describe_user_agent
from shop.identity.accounts.models import User
from tests.api.test_buying import send

APP = "/_allauth/app/v1/auth"
PAGE = "/en-fr/accounts/sessions/"
PASSWORD = "long-jump-over-sand"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
ANDROID = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) "
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "


@pytest.mark.parametrize(
    ("user_agent", "names"),
    [
        (WINDOWS + "Chrome/156.0.0.0 Safari/537.36", ("Chrome", "Windows")),
        (WINDOWS + "Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0", ("Edge", "Windows")),
        (ANDROID + "Chrome/156.0.0.0 Mobile Safari/537.36", ("Chrome", "Android")),
        (
            ANDROID + "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            ("Samsung Internet", "Android"),
        ),
        (IPHONE + "Version/19.0 Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
        (IPHONE + "CriOS/156.0 Mobile/15E148 Safari/604.1", ("Chrome", "iPhone")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0",
         ("Firefox", "Linux")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:150.0) Gecko Firefox/150.0",
         ("Firefox", "macOS")),
        ("curl/8.9", ("", "")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_browser_and_system_are_named(user_agent: str, names: tuple[str, str]) -> None:
    assert describe_user_agent(user_agent) == names


def signed_in_with(user_agent: str) -> Client:
    client = Client(headers={"user-agent": user_agent})
    answer = client.post(
        "/en-fr/accounts/login/", {"login": "ida@example.org", "password": PASSWORD}
    )
    assert answer.status_code == 302
    return client


def confirm_password(client: Client) -> None:
    """Type the password again."""
    client.post("/en-fr/accounts/reauthenticate/", {"password": PASSWORD})


def is_open(client: Client) -> bool:
    return client.get("/en-fr/account/").status_code == 200


@pytest.fixture
def devices(db: None) -> tuple[Client, Client, Client]:
    """Return a laptop, a phone and an app of one person."""
    User.objects.create_user("ida@example.org", PASSWORD)
    names = (
        WINDOWS + "Chrome/156.0.0.0 Safari/537.36",
        ANDROID + "Chrome/156.0.0.0 Mobile Safari/537.36",
        "StadiumApp/3",
    )
    laptop, phone, app = (signed_in_with(name) for name in names)
    return laptop, phone, app


def test_the_page_names_devices_and_writes_nothing(devices: tuple[Client, Client, Client]) -> None:
    laptop, _phone, _app = devices
    before = list(UserSession.objects.order_by("pk").values())
    page = laptop.get(PAGE).content.decode()
    for words in ("Chrome on Windows", "Chrome on Android", "App or unknown device"):
        assert page.count(words) == 1
    assert page.count("This device") == 1
    assert "AppleWebKit" not in page
    assert list(UserSession.objects.order_by("pk").values()) == before


def test_one_device_is_signed_out(devices: tuple[Client, Client, Client]) -> None:
    laptop, phone, app = devices
    confirm_password(laptop)
    row = UserSession.objects.get(session_key=phone.session.session_key)
    answer = laptop.post(PAGE, {"device": row.pk}, follow=True)
    assert "The device has been signed out." in answer.content.decode()
    assert (is_open(laptop), is_open(phone), is_open(app)) == (True, False, True)


def test_all_others_are_signed_out(devices: tuple[Client, Client, Client]) -> None:
    laptop, phone, app = devices
    confirm_password(laptop)
    answer = laptop.post(PAGE, follow=True)
    page = answer.content.decode()
    assert "You have been signed out on all other devices." in page
    assert "You are not signed in on any other device." in page
    assert (is_open(laptop), is_open(phone), is_open(app)) == (True, False, False)
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize("device", ["0", "x", "99999999999999999999"])
def test_a_device_of_somebody_else_does_not_exist(
    devices: tuple[Client, Client, Client], device: str
) -> None:
    stranger = User.objects.create_user("eve@example.org", PASSWORD)
    client = Client()
    client.force_login(stranger)
    confirm_password(client)
    laptop = UserSession.objects.get(session_key=devices[0].session.session_key)
    for value in (device, laptop.pk):
        assert client.post(PAGE, {"device": value}).status_code == 404
    assert is_open(devices[0])


@pytest.mark.parametrize("which", ["one device", "all others"])
def test_ending_sessions_needs_the_password_again(
    devices: tuple[Client, Client, Client], which: str
) -> None:
    one = which == "one device"
    laptop, phone, app = devices
    row = UserSession.objects.get(session_key=phone.session.session_key)
    data = {"device": row.pk} if one else {}
    answer = laptop.post(PAGE, data)
    assert answer.status_code == 302
    assert "/accounts/reauthenticate/" in answer.headers["Location"]
    assert (is_open(laptop), is_open(phone), is_open(app)) == (True, True, True)
    # The password confirms the request.
    laptop.post(answer.headers["Location"], {"password": PASSWORD})
    assert (is_open(laptop), is_open(phone), is_open(app)) == (True, False, one)


def test_an_app_ends_sessions_only_after_the_password_again(
    devices: tuple[Client, Client, Client],
) -> None:
    body = {"email": "ida@example.org", "password": PASSWORD}
    token = send(f"{APP}/login", body).json()["meta"]["session_token"]
    phone = UserSession.objects.get(session_key=devices[1].session.session_key)
    chosen = {"sessions": [phone.pk]}
    answer = send(f"{APP}/sessions", chosen, "delete", **{"X-Session-Token": token})
    assert answer.status_code == 401
    assert {flow["id"] for flow in answer.json()["data"]["flows"]} == {"reauthenticate"}
    assert is_open(devices[1])
    again = send(f"{APP}/reauthenticate", {"password": PASSWORD}, **{"X-Session-Token": token})
    new = again.json()["meta"]["session_token"]
    answer = send(f"{APP}/sessions", chosen, "delete", **{"X-Session-Token": new})
    assert answer.status_code == 200, answer.content
    assert not is_open(devices[1])
