"""Data that earlier releases stored or mailed stay readable: the derivation of keys never changes.

The texts that keys are derived from look like names of modules and are not: they stay when a module
moves. The values here were made by an earlier release.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.signing import Signer

from shop.commerce.giftcards.codes import codes_of, hashes_of
from shop.commerce.restock import services as restock
from shop.identity.accounts import factor_resets, known_devices
from shop.identity.accounts.encryption import decrypt_text
from shop.identity.accounts.mfa_adapter import decrypt_secret
from shop.identity.mail_choices import services as mail_choices
from shop.identity.onboarding.services import CONTEXT as BANK_DETAILS
from shop.identity.staff import invitations as staff_invitations
from shop.identity.team import invitations
from shop.orders.aftersales import order_links
from shop.orders.checkout import guest_reminders, person_limits, unpaid_caps
from shop.orders.checkout.person_limits import mailbox_hash
from shop.orders.returns import receipts
from shop.platform.core.sealed_numbers import unseal_number
from shop.platform.limits import counting

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a-secret-of-a-test-" + "x" * 40
CODE = "GTCR5KANYY2XNVS29NJ2"
SEED = (
    "fernet:gAAAAABrDC4n-vM_lNX32loIho4l04il44YWoGOmwAXh9kCS18MCTQ0QZ-86k95iJjqcs2DwwljKfW-"
    "Gbs6Y1zlDUOvw3PpPvlu4UxMjUE8nAGukFG87854="
)

ACCOUNT = (
    "fernet:gAAAAABrDI5zilJbko7wy1b21-S7cosE4hIq90kaZV_6utzMUEnNaJD9eggvaF2xWVtRxCNHl"
    "UuRstWkYj57bLztrkHoJ6riNgag0z687j7HbqrWKg3uq-c="
)


@pytest.fixture(autouse=True)
def secret(settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = SECRET, []


def test_gift_cards_keep_their_codes() -> None:
    assert next(codes_of("00" * 16)) == CODE
    assert hashes_of(CODE) == ["bdb86967059eaeb89b0dafda565e7918c668e6d2cc5c35c5d0d6d00a6c6c62ed"]


def test_second_factors_stay_readable() -> None:
    assert decrypt_secret(SEED) == "JBSWY3DPEHPK3PXP"


def test_bank_details_stay_readable() -> None:
    assert decrypt_text(ACCOUNT, BANK_DETAILS) == "DE89370400440532013000"


def test_cookies_and_cursors_stay_readable() -> None:
    sealed = "el0HSDKfYwlXsgj36tyZ_dQ1BWWqBFcz"
    assert unseal_number(sealed, secrets=[SECRET], purpose="basket cookie") == 42


def test_a_mailbox_stays_known() -> None:
    known = "8d2dcdd0a2a3fb3d357f791e7cad8ea451f710ba78ebed6b84fd40d636c3f448"
    assert mailbox_hash("ada@example.org") == known


@pytest.mark.parametrize(
    ("salt", "text"),
    [
        (restock.SALT, "shop.restock"),
        (mail_choices.SALT, "shop.mail_choices"),
        (factor_resets.SALT, "shop.accounts.factor_resets"),
        (known_devices.SALT, "shop.accounts.known_devices"),
        (invitations.SALT, "shop.team.invitation"),
        (staff_invitations.SALT, "shop.staff.invitation"),
        (order_links.SALT, "shop.ordering.access"),
        (order_links.BASKET_SALT, "shop.ordering.access.basket"),
        (unpaid_caps.SALT, "shop.ordering.unpaid_caps"),
        (counting.SALT, "shop.limits"),
        (person_limits.SALT, "shop.ordering.person_limits"),
        (receipts.SALT, "shop.returns.receipt"),
        (guest_reminders.SALT, "shop.orders.guest_reminders"),
    ],
)
def test_mailed_links_and_counters_keep_their_salt(salt: str, text: str) -> None:
    assert Signer(salt=salt).unsign(Signer(salt=text).sign("7")) == "7"


def test_every_salt_is_named_here() -> None:
    own = Path(__file__).read_text(encoding="utf-8")
    salts = [
        salt
        for package in ("shop", "catalog", "licensing")
        for path in (ROOT / package).rglob("*.py")
        for salt in re.findall(
            r'^[A-Z_]*SALT = "([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]
    assert len(salts) > 10
    assert [salt for salt in salts if f'"{salt}"' not in own] == []
