"""One question for every surface: page, list, search, API, basket and placement."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client

from catalog.models import Product
from catalog.services import decide_products
from licensing.rules.decision import Decision
from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.placement import place_order
from shop.orders.errors import NotSellable
from shop.oscar.basket.models import Basket, Line
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tools.testing.factories.orders import destination, request_for


@dataclass(frozen=True)
class Asked:
    """A product, and from which market it should go where."""

    product: Product
    market: str = "fr"
    territory: str = "FR"

    @property
    def article(self) -> Product:
        """The product that is put into a basket."""
        return self.product.children.first() or self.product

    def decision(self) -> Decision:
        """Return the gate's answer now."""
        now = database_now()
        return decide_products([self.product], self.territory, "WEB", now)[self.product.pk]

    def page(self, **headers: Any) -> str:
        """Return the product page's text; empty if there is no page."""
        client = Client()
        client.cookies["ship_to"] = self.territory
        path = f"/en-{self.market}/p/{self.product.slug}/{self.product.upc}/"
        answer = client.get(path, **headers)
        assert answer.status_code in {200, 404}
        return answer.text if answer.status_code == 200 else ""

    def on_page(self) -> bool:
        """Return whether the page has a form to buy it."""
        return "basket/add" in self.page()

    def in_list(self) -> bool:
        """Return whether the list, the search and the API's list show it; they must agree."""
        client = Client()
        client.cookies["ship_to"] = self.territory
        address = f"/p/{self.product.slug}/{self.product.upc}/"
        listed = address in client.get(f"/en-{self.market}/products/").text
        words = {"q": self.product.title}
        searched = address in client.get(f"/en-{self.market}/search/", words).text
        asked = {"market": self.market, "territory": self.territory}
        rows = client.get("/api/v1/products/", asked).json()["results"]
        answers = {listed, searched, self.product.upc in [row["sku"] for row in rows]}
        assert len(answers) == 1, "list, search and API differ"
        return answers.pop()

    def in_api(self) -> dict[str, Any]:
        """Return the product in the API; empty if it is unknown."""
        asked = {"market": self.market, "territory": self.territory}
        answer = Client().get(f"/api/v1/products/{self.product.upc}/", asked)
        return answer.json() if answer.status_code == 200 else {}

    def placed(self) -> Order | str:
        """Return the order, or the reason code that refused basket or placement."""
        there = destination(self.market, self.territory)
        basket = Basket.objects.create(market=there.market, ship_to_id=self.territory)
        record = self.article.stockrecords.get()
        # Past the basket's own gate, which is asked besides: the placement alone must refuse.
        Line.objects.create(
            basket=basket,
            product=self.article,
            stockrecord=record,
            quantity=1,
            line_reference=str(self.article.pk),
        )
        try:
            with transaction.atomic():
                return place_order(
                    request_for(
                        basket, market=self.market, territory=self.territory, key=f"k{basket.pk}"
                    )
                ).order
        except NotSellable as refused:
            return str(refused.data["reason"])

    def in_basket(self) -> bool:
        """Return whether it may be put into a basket."""
        there = destination(self.market, self.territory)
        basket = Basket(market=there.market, ship_to_id=self.territory)
        try:
            with transaction.atomic():
                add_to_basket(basket=basket, product=self.article, quantity=1, destination=there)
        except NotSellable:
            return False
        return True


def assert_sold(asked: Asked, *, listed: bool = True) -> None:
    """Assert that every surface sells it; lists show only promoted products."""
    assert asked.decision().allowed, asked.decision()
    assert asked.on_page()
    assert asked.in_list() == listed
    assert asked.in_api()["price"] is not None
    assert asked.in_basket()
    assert isinstance(asked.placed(), Order)


def assert_denied(asked: Asked, reason: str) -> None:
    """Assert that no surface sells it, and that staff see the reason."""
    decision = asked.decision()
    assert (decision.allowed, decision.reason) == (False, reason)
    assert not asked.on_page()
    assert not asked.in_list()
    assert asked.in_api().get("price") is None
    assert not asked.in_basket()
    assert asked.placed() == reason
