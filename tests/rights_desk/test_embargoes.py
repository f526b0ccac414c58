"""Embargoes: placed by brand staff on a product or a mark, announced or not, and lifted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.embargoes import end_embargo, place_embargo
from catalog.models import Embargo
from licensing.errors import AlreadyEnded, BackDated
from shop.identity.accounts.models import User
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tests.rights_desk.test_records import listed
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory

pytestmark = pytest.mark.usefixtures("without_agreements")

LIST = "/rights/embargoes/"
FORM = {"first_day": "2035-07-14", "time_zone": "Asia/Tokyo"}


@pytest.fixture
def brand(world: RightsWorld) -> Client:
    return signed_in(role=User.Role.BRAND, holder=world.holder)


def place(client: Client, **values: object) -> Any:
    return client.post(f"{LIST}place/", FORM | values)


def test_brand_staff_hide_a_product_announce_it_and_lift_the_embargo(
    world: RightsWorld, brand: Client, client: Client
) -> None:
    product = world.product()
    page = f"/en-fr/p/{product.slug}/{product.sku}/"
    assert place(brand, sku="PIN-1", teaser_allowed="on").status_code == 302
    embargo = Embargo.objects.get()
    assert embargo.lifts_at == datetime(2035, 7, 13, 15, tzinfo=UTC)
    assert embargo.time_zone == "Asia/Tokyo"
    assert not listed(product)
    assert "2035" in client.get(page).text
    assert f"{LIST}{embargo.pk}/end/" in brand.get(LIST).text
    assert brand.post(f"{LIST}{embargo.pk}/end/").status_code == 302
    assert listed(product)
    assert brand.post(f"{LIST}{embargo.pk}/end/").status_code == 422


def test_an_embargo_of_a_mark_hides_all_its_products(world: RightsWorld, brand: Client) -> None:
    products = [world.product(), world.product(sku="PIN-2")]
    assert place(brand, mark=world.mark.pk).status_code == 302
    assert not any(listed(product) for product in products)
    end_embargo(embargo=Embargo.objects.get(), at=database_now())
    assert all(listed(product) for product in products)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"sku": "PIN-1", "mark": "own"},
        {"sku": "PIN-9"},
        {"sku": "PIN-1", "first_day": "2020-01-01"},
        {"sku": "PIN-1", "first_day": "never"},
        {"sku": "PIN-1", "first_day": "9999-12-31", "time_zone": "Nowhere"},
        {"mark": "foreign"},
        {"mark": "x"},
    ],
)
def test_bad_input_is_answered_with_the_form(
    world: RightsWorld, brand: Client, values: dict[str, str]
) -> None:
    world.product()
    foreign = PropertyFactory(holder=RightsHolderFactory())
    marks = {"own": world.mark.pk, "foreign": foreign.pk}
    sent = {name: marks.get(value, value) for name, value in values.items()}
    assert place(brand, **sent).status_code == 422
    assert not Embargo.objects.exists()


def test_an_embargo_ends_once_and_lifts_in_the_future(world: RightsWorld) -> None:
    product, at = world.product(), database_now()
    with pytest.raises(BackDated):
        place_embargo(lifts_at=at, product=product)
    embargo = place_embargo(lifts_at=at + timedelta(days=1), product=product)
    end_embargo(embargo=embargo, at=at)
    with pytest.raises(AlreadyEnded):
        end_embargo(embargo=embargo, at=at + timedelta(hours=1))


def test_holders_lift_what_their_own_people_placed(world: RightsWorld, brand: Client) -> None:
    embargo = place_embargo(lifts_at=database_now() + timedelta(days=1), product=world.product())
    assert brand.post(f"{LIST}{embargo.pk}/end/").status_code == 403
    ioc = signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory(kind="IOC"))
    assert ioc.post(f"{LIST}{embargo.pk}/end/").status_code == 302
