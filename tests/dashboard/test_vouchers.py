"""Vouchers on a screen of the dashboard: added, changed and ended, with faults named by field."""

from decimal import Decimal

from shop.commerce.vouchers.models import Voucher
from tests.dashboard.conftest import staff_with
from tools.testing.factories.catalog import RightsWorld

PATH = "/dashboard/vouchers/"
TENTH = {"code": "tenth", "percent": "10", "least_goods": "0", "valid_from": "2026-01-01"}


def test_marketing_adds_changes_and_ends_a_voucher(world: RightsWorld) -> None:
    desk = staff_with(*(f"vouchers.{act}_voucher" for act in ("view", "add", "change")))
    for changes, sentence in (
        ({"amount": "5"}, "Enter a percentage or an amount, not both."),
        ({"percent": "", "amount": "5"}, "An amount needs its currency."),
        ({"percent": "", "amount": "5.50", "currency": "jpy"}, "have no decimals"),
        ({"valid_until": "2025-01-01"}, "The end must be after the start."),
        ({"percent": "101"}, ""),
    ):
        refused = desk.post(f"{PATH}new/", TENTH | changes)
        assert refused.status_code == 422, changes
        assert sentence in refused.text
    assert desk.post(f"{PATH}new/", TENTH).status_code == 302
    voucher = Voucher.objects.get()
    assert (voucher.code, voucher.percent) == ("TENTH", Decimal(10))
    Voucher.objects.update(uses=3)
    page = desk.get(f"{PATH}TENTH/")
    state = page.context["state"]
    few = desk.post(f"{PATH}TENTH/", TENTH | {"most_uses": "2", "state": state})
    assert "It was used 3 times already." in few.text
    ended = TENTH | {"most_uses": "9", "valid_until": "2026-06-30", "state": state}
    assert desk.post(f"{PATH}TENTH/", ended).status_code == 302
    voucher.refresh_from_db()
    assert (voucher.uses, voucher.most_uses, voucher.valid.upper.month) == (3, 9, 6)
    assert "2026-06-30 00:00" in desk.get(PATH).text
