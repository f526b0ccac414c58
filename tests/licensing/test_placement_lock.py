"""Sales and denials take turns: a sale commits before a denial, or sees it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import transaction

from catalog.services import decide_products
from licensing.models import Agreement
from licensing.services import (
    place_hold,
    revoke_agreement,
    suspend_agreement,
    take_rights_lock,
    take_shared_rights_lock,
)
from tests.licensing.threads import elsewhere, wait_until_blocked
from tools.testing.factories.catalog import RightsWorld

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def revoke(agreement: Agreement) -> None:
    revoke_agreement(agreement=agreement, by_id=None, reason="r", at=NOW, effective_at=NOW)


def suspend(agreement: Agreement) -> None:
    suspend_agreement(agreement=agreement, by_id=None, reason="r", at=NOW, effective_at=NOW)


def hold(agreement: Agreement) -> None:
    place_hold(kind="RECALL", reason="r", at=NOW, licensee=agreement.licensee)


@pytest.mark.parametrize("deny", [revoke, suspend, hold])
def test_a_denial_waits_for_the_sale_under_way(
    committed_world: RightsWorld, deny: Callable[..., None]
) -> None:
    agreement = committed_world.agreement()
    product = committed_world.product(agreement=agreement)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            take_shared_rights_lock()
            denial = elsewhere(lambda: deny(agreement), pool)
            wait_until_blocked()
            assert not denial.done()
            assert decide_products([product], "FR", "WEB", NOW)[product.pk].allowed
        denial.result(timeout=20)
    assert not decide_products([product], "FR", "WEB", NOW)[product.pk].allowed


def test_a_sale_waits_for_the_denial_under_way_and_sees_it(committed_world: RightsWorld) -> None:
    agreement = committed_world.agreement()
    product = committed_world.product(agreement=agreement)

    def place() -> bool:
        with transaction.atomic():
            take_shared_rights_lock()
            return decide_products([product], "FR", "WEB", NOW)[product.pk].allowed

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            revoke(agreement)
            sale = elsewhere(place, pool)
            wait_until_blocked()
            assert not sale.done()
        assert sale.result(timeout=20) is False


def test_sales_do_not_wait_for_each_other(committed_world: RightsWorld) -> None:
    def place() -> str:
        with transaction.atomic():
            take_shared_rights_lock()
            return "placed"

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        take_shared_rights_lock()
        assert elsewhere(place, pool).result(timeout=20) == "placed"


def test_denials_take_turns(committed_world: RightsWorld) -> None:
    def deny() -> str:
        with transaction.atomic():
            take_rights_lock()
            return "denied"

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            take_rights_lock()
            other = elsewhere(deny, pool)
            wait_until_blocked()
            assert not other.done()
        assert other.result(timeout=20) == "denied"
