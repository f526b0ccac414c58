"""The measured work: the same requests on both sides, as a buyer or an app would send them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tools.bench.load import Step, Visitor, WrongAnswerError

PREFIX = "/en-fr"
API = "/api/v1/products/"
SCOPE = "market=fr&territory=FR&language=en"
PAGE = 24
DEEP = 10  # the tenth page, or the last if there are fewer
TERMS = ("hoodie", "paris", "pin", "france", "mug", "scarf", "cotton", "italy")
CATEGORY = "pin"
STATEMENT = "statement"
BASKET_LINES = 5
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
ADDRESS = {
    "country": "FR",
    "name": "Ada Example",
    "line1": "1 rue de l'Exemple",
    "postcode": "75001",
    "city": "Paris",
    "delivery": "standard",
}
OSCAR_ADDRESS = {
    "first_name": "Ada",
    "last_name": "Example",
    "line1": "1 rue de l'Exemple",
    "line4": "Paris",
    "postcode": "75001",
    "country": "FR",
}


@dataclass(frozen=True, slots=True)
class Targets:
    """Products that both shops sell, and their addresses at the baseline."""

    skus: tuple[str, ...]
    paths: dict[str, str]
    oscar: dict[str, Any]
    sandbox_url: str
    pages: int

    def ours(self, number: int) -> str:
        """Return the path of a product in our shop."""
        return self.paths[self.sku(number)]

    def theirs(self, number: int) -> str:
        """Return the path of the same product at the baseline."""
        return str(self.oscar["products"][self.sku(number)]["path"])

    def their_id(self, number: int) -> int:
        """Return the primary key of the same product at the baseline."""
        return int(self.oscar["products"][self.sku(number)]["id"])

    def sku(self, number: int) -> str:
        """Return the SKU of one of the products; equal numbers give equal SKUs."""
        return self.skus[number % len(self.skus)]


@dataclass(frozen=True, slots=True)
class Limits:
    """Ratios to the baseline: what must hold, and what is aimed at."""

    gate: float | None = None
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One row of the table. `stored` has the limits of answers from the page store; without them
    the work is not answered from it.
    """

    key: str
    title: str
    ours: Step
    theirs: Step | None
    cold: Limits = Limits()
    stored: Limits | None = None
    prepare_ours: Step | None = None
    prepare_theirs: Step | None = None
    new_visitor: bool = False
    floor: bool = False  # measured on the floor's site, alone


async def find_targets(url: str, oscar: dict[str, Any], sandbox_url: str) -> Targets:
    """Return products without variants that may be sold to France, from the shop's own API."""
    paths: dict[str, str] = {}
    pages = 1
    async with aiohttp.ClientSession() as session:
        next_page: str | None = f"{url}{API}?{SCOPE}&limit=100&in_stock=true"
        while next_page and len(paths) < 400:  # noqa: PLR2004  enough to defeat any small cache
            async with session.get(next_page) as answer:
                page = await answer.json()
            for product in page["results"]:
                place = oscar["products"].get(product["sku"])
                if place and product["sku"] in oscar["alone"]:
                    paths[product["sku"]] = urlsplit(product["url"]).path
            next_page = page["next"]
        async with session.get(f"{url}{PREFIX}/products/") as answer:
            count = re.search(r"(\d[\d,]*)\+? products", await answer.text())
            pages = max(1, -(-int(count[1].replace(",", "")) // PAGE)) if count else 1
    if not paths:
        raise SystemExit("no product can be sold to France: nothing to measure")
    return Targets(tuple(paths), paths, oscar, sandbox_url, pages)


def all_works(targets: Targets) -> list[Work]:
    """Return all rows in the order of the table."""
    return [*_floor(), *_pages(targets), *_buying(targets), *_api(targets)]


def _floor() -> list[Work]:
    """Return the least that Django can do, which other figures are a share of."""
    views = {
        "bare": ("Floor: bare view", "floor"),
        STATEMENT: ("Floor: one statement as JSON", "results"),
        "rendered": ("Floor: 24 rows through a template", "<li>"),
    }
    return [
        Work(key, title, _open(_const(f"/{key}/"), marker), None, floor=True)
        for key, (title, marker) in views.items()
    ]


def _pages(targets: Targets) -> list[Work]:
    deep = min(DEEP, targets.pages)
    category = targets.oscar["categories"][CATEGORY]
    return [
        Work(
            "home",
            "Home",
            _open(lambda _: f"{PREFIX}/", "<h1"),
            _open(_const("/catalogue/"), "product_pod"),
            Limits(15, 30),
            Limits(60, 150),
        ),
        Work(
            "list",
            "Category, page 1",
            _open(_const(f"{PREFIX}/products/?kind={CATEGORY}"), "card"),
            _open(_const(category), "product_pod"),
            Limits(15, 30),
            Limits(60, 150),
        ),
        Work(
            "deep",
            f"Page {deep} of all products",
            _open(_const(f"{PREFIX}/products/?page={deep}"), "card"),
            _open(_const(f"/catalogue/?page={deep}"), "product_pod"),
            Limits(15, 30),
            Limits(60, 150),
        ),
        Work(
            "product",
            "Product page",
            _open(targets.ours, "buy-form"),
            _open(targets.theirs, "add_to_basket_form"),
            Limits(5, 10),
            Limits(20, None),
        ),
        Work(
            "search",
            "Search",
            _open(_term(f"{PREFIX}/search/?q="), "card"),
            _open(_term("/search/?q="), "product_pod"),
            Limits(6, 12),
            Limits(30, None),
        ),
    ]


def _buying(targets: Targets) -> list[Work]:
    return [
        Work(
            "basket",
            f"Basket of {BASKET_LINES} lines",
            _open(_const(f"{PREFIX}/basket/"), "line-form"),
            _open(_const("/basket/"), "basket-items"),
            Limits(3, 6),
            prepare_ours=_fill(targets, _add_ours),
            prepare_theirs=_fill(targets, _add_theirs),
        ),
        Work(
            "add",
            "Add to basket",
            _adding(targets, _add_ours),
            _adding(targets, _add_theirs),
            Limits(2.5, 5),
            new_visitor=True,
        ),
        Work(
            "order",
            "Guest checkout, whole flow (ours paid)",
            _order_ours(targets),
            _order_theirs(targets),
            Limits(2, 4),
            new_visitor=True,
        ),
    ]


def _api(targets: Targets) -> list[Work]:
    return [
        Work(
            "api-list",
            "API, list of 20",
            _open(_const(f"{API}?{SCOPE}"), '"price"'),
            _open(_const("/api/products/"), '"results"'),
            Limits(1.5, 3),
            Limits(4, 8),
        ),
        Work(
            "api-list-same",
            "API, list of 20, same data",
            _open(_const(f"{API}?{SCOPE}"), '"price"'),
            _open(_const("/api/rows/"), '"images"'),
            Limits(),
            Limits(),
        ),
        Work(
            "api-detail",
            "API, detail",
            _open(lambda n: f"{API}{targets.sku(n)}/?{SCOPE}", '"price"'),
            _open(lambda n: f"/api/products/{targets.their_id(n)}/", '"title"'),
            Limits(2, 4),
            Limits(6, 12),
        ),
        Work(
            "not-modified",
            "API list answered 304",
            _not_modified(f"{API}?{SCOPE}"),
            None,
            stored=Limits(),
        ),
    ]


def _const(path: str) -> Callable[[int], str]:
    return lambda _number: path


def _term(path: str) -> Callable[[int], str]:
    return lambda number: path + TERMS[number % len(TERMS)]


def _open(path: Callable[[int], str], marker: str) -> Step:
    async def step(visitor: Visitor, number: int) -> None:
        await visitor.get(path(number), marker)

    return step


def _not_modified(path: str) -> Step:
    tags: dict[str, str] = {}

    async def step(visitor: Visitor, _number: int) -> None:
        if path not in tags:
            async with visitor.session.get(visitor.url + path) as answer:
                tags[path] = answer.headers["ETag"]
        await visitor.get(path, status=304, **{"If-None-Match": tags[path]})

    return step


Adding = Callable[[Visitor, Targets, int], Any]


async def _add_ours(visitor: Visitor, targets: Targets, number: int) -> None:
    form = {"sku": targets.sku(number), "quantity": "1"}
    await visitor.post(f"{PREFIX}/basket/add/", form)


async def _add_theirs(visitor: Visitor, targets: Targets, number: int) -> None:
    await visitor.post(f"/basket/add/{targets.their_id(number)}/", {"quantity": "1"})


def _adding(targets: Targets, add: Adding) -> Step:
    async def step(visitor: Visitor, number: int) -> None:
        await add(visitor, targets, number)

    return step


def _fill(targets: Targets, add: Adding) -> Step:
    async def step(visitor: Visitor, number: int) -> None:
        for line in range(BASKET_LINES):
            await add(visitor, targets, number * BASKET_LINES + line)

    return step


def _order_ours(targets: Targets) -> Step:
    emails = cycle(range(10**6))

    async def step(visitor: Visitor, number: int) -> None:
        await visitor.get(targets.ours(number), "buy-form")
        await _add_ours(visitor, targets, number)
        page = await visitor.get(f"{PREFIX}/checkout/", "checkout-form")
        form = {**dict(HIDDEN.findall(page)), **ADDRESS, "email": f"ada{next(emails)}@example.org"}
        form.pop("csrfmiddlewaretoken")
        pay = await visitor.post(f"{PREFIX}/checkout/", form)
        page = await visitor.get(pay, "payment-form")
        secret = re.search(r'data-secret="(\w+?)_secret_', page)
        if secret is None:
            raise WrongAnswerError(f"{pay}: no payment intent")
        address = f"{targets.sandbox_url}/_sandbox/intents/{secret[1]}/succeed"
        async with visitor.session.post(address, json={}) as answer:
            await answer.read()
        await visitor.get(f"{pay}return/", "notice-ok")

    return step


def _order_theirs(targets: Targets) -> Step:
    async def step(visitor: Visitor, number: int) -> None:
        await visitor.get(targets.theirs(number), "add_to_basket_form")
        await _add_theirs(visitor, targets, number)
        await visitor.get("/checkout/", "username")
        await visitor.post(
            "/checkout/", {"username": f"ada{number}@example.org", "options": "anonymous"}
        )
        await visitor.get("/checkout/shipping-address/", "line1")
        await visitor.post("/checkout/shipping-address/", OSCAR_ADDRESS)
        # Oscar skips this step because there is only one method.
        await visitor.get("/checkout/shipping-method/", "preview")
        await visitor.post("/checkout/preview/", {}, status=200)
        thanks = await visitor.post("/checkout/preview/", {"action": "place_order"})
        await visitor.get(thanks, "order")

    return step
