"""The later of two people who edit the same values is told and overwrites nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from licensing.models import RightsPolicy
from shop.commerce.promotions.models import PromotionTerms
from shop.identity.accounts.models import User
from shop.orders.casework.differences import record_differences
from shop.orders.casework.models import BookDifference
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory
from tools.testing.factories.promotions import make_promotion

type Screen = tuple[Client, str, dict[str, str], Callable[[], Any]]
"""A signed-in browser, the address, what the later person types, and the stored value."""


def staff() -> Client:
    return signed_in(role="staff", is_staff=True, is_superuser=True)


def terms(world: RightsWorld) -> Screen:
    draft = world.agreement(active=False)
    officer = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    address = f"/rights/agreements/{draft.pk}/terms/"
    return officer, address, {"advance": "77"}, lambda: type(draft).objects.get(pk=draft.pk).advance


def difference(_world: RightsWorld) -> Screen:
    record_differences(BookDifference.Source.LEDGER, {"EUR paid": "1.00 more"})
    row = BookDifference.objects.get()
    address = f"/dashboard/finance/differences/{row.pk}/"
    return staff(), address, {"note": "Later."}, lambda: BookDifference.objects.get().note


def planned(_world: RightsWorld) -> Screen:
    offer = make_promotion("Winter")
    type(offer).objects.filter(pk=offer.pk).update(
        start_datetime="2040-01-01T00:00Z", end_datetime=None
    )
    address = f"/dashboard/promotions/{offer.pk}/edit/"
    return (
        staff(),
        address,
        {"priority": "7"},
        lambda: type(offer).objects.get(pk=offer.pk).priority,
    )


def running(_world: RightsWorld) -> Screen:
    offer = make_promotion("Summer")

    def most_uses() -> int | None:
        return PromotionTerms.objects.get(offer=offer).offer.budget.most_uses

    return staff(), f"/dashboard/promotions/{offer.pk}/", {"most_uses": "7"}, most_uses


def passive_sales(_world: RightsWorld) -> Screen:
    ruler = signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory(kind="IOC"))
    changed = {"reference": "C-2"}
    return ruler, "/rights/policy/switch/", changed, lambda: RightsPolicy.objects.get().reference


@pytest.mark.parametrize("screen", [terms, difference, planned, running, passive_sales])
def test_a_later_edit_is_refused(world: RightsWorld, screen: Callable[..., Screen]) -> None:
    client, address, later, stored = screen(world)
    shown = client.get(address).context["form"]
    typed = typed_values(shown)
    earlier = dict.fromkeys(later, "5")
    assert client.post(address, typed | earlier).status_code == 302
    kept = stored()
    answer = client.post(address, typed | later)
    assert (answer.status_code, "Someone else changed this" in answer.text) == (422, True)
    assert stored() == kept
    assert str(kept).startswith("5")
    assert typed_values(client.get(address).context["form"])["seen"] != typed["seen"]


def typed_values(form: Any) -> dict[str, Any]:
    """Return what a browser sends if nothing of a form is changed."""
    values = {name: form[name].value() for name in form.fields}
    return {
        name: value for name, value in values.items() if value is not None and value is not False
    }
