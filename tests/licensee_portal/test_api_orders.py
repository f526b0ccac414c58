"""A licensee's system reads orders in its own language, whatever language the buyer used."""

from django.test import Client

from catalog.models import Product
from licensing.models import Licensee
from shop.oscar.order.models import Line
from tests.licensee_portal.parcels import shared_order
from tests.licensee_portal.test_keys import ORDERS, bearer, key_of
from tools.testing.factories.catalog import RightsWorld
from tools.testing.stripe_harness import Sandbox


def test_titles_and_delivery_are_in_the_language_of_the_request(
    world: RightsWorld, stripe: Sandbox, client: Client, licensee: Licensee
) -> None:
    order = shared_order(world, stripe, world.licensee)
    # The name that the buyer saw when ordering in French.
    order.shipping_method = "Livraison standard"
    order.save(update_fields=["shipping_method"])
    Line.objects.filter(order=order).update(title="Insigne")
    Product.objects.filter(upc="OWN-1").update(title_en="Own pin", title_de="Eigene Nadel")
    headers = bearer(key_of(licensee, "orders:read"))
    seen = {}
    for language in ("en", "de"):
        answer = client.get(ORDERS, headers={**headers, "Accept-Language": language})
        (row,) = answer.json()["results"]
        assert row["delivery_code"] == "standard"
        assert answer.headers["Content-Language"] == language
        titles = {line["sku"]: line["title"] for line in row["lines"]}
        seen[language] = (row["delivery"], titles["OWN-1"])
    assert seen == {
        "en": ("Standard delivery", "Own pin"),
        "de": ("Standardversand", "Eigene Nadel"),
    }
