"""Every address of the desk × every role × own and another's rows; a new address must be listed."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from catalog.embargoes import place_embargo
from catalog.models import Approval, ProductImage, ProductVersion
from licensing.models import (
    NOC,
    Agreement,
    Holdback,
    MandateProposal,
    SellOffDeclaration,
    SellOffStock,
)
from licensing.rules.channels import Channel
from licensing.services import place_hold, propose_mandate, record_consent
from shop.identity.accounts.models import User
from shop.identity.onboarding.models import LicenseeApplication
from shop.platform.core.ids import uuid7
from shop.platform.core.periods import Period
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import copy_of, signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory

OPEN, SHUT, GONE = 200, 403, 404
# Readers of each page: own rows, another's rows. Order: IOC rights, holder's rights, brand,
# licensee, shop staff. `move` and similar pages answer GET with a description of the action.
EVERYBODY = (OPEN, OPEN, OPEN, OPEN, OPEN)
WRITERS = (OPEN, OPEN, SHUT, SHUT, SHUT)
STOPPERS = (OPEN, OPEN, OPEN, SHUT, SHUT)
RULERS = (OPEN, SHUT, SHUT, SHUT, SHUT)
WIDEST = (OPEN, SHUT, SHUT, SHUT, OPEN)
NO_LICENSEE = (OPEN, OPEN, OPEN, SHUT, OPEN)
LISTED: Mapping[str, tuple[int, ...]] = {
    "overview": EVERYBODY,
    "agreements": EVERYBODY,
    "search": EVERYBODY,
    "draft": WRITERS,
    "terms": WRITERS,
    "add_grant": WRITERS,
    "drop_grant": WRITERS,
    "approve_factory": WRITERS,
    "record_audit": WRITERS,
    "end_factory": STOPPERS,
    "agreement": EVERYBODY,
    "move": STOPPERS,
    "whatif": EVERYBODY,
    "calendar": EVERYBODY,
    "holds": EVERYBODY,
    "place_hold": STOPPERS,
    "lift_hold": STOPPERS,
    "embargoes": EVERYBODY,
    "place_embargo": STOPPERS,
    "end_embargo": STOPPERS,
    "approvals": EVERYBODY,
    "approval": EVERYBODY,
    "original": (GONE, GONE, GONE, GONE, GONE),  # the picture of the tests has no file
    "comment": (SHUT, SHUT, OPEN, SHUT, SHUT),
    "together": (SHUT, SHUT, GONE, SHUT, SHUT),
    "withdraw": STOPPERS,
    "hide_picture": STOPPERS,
    "question": EVERYBODY,
    "where": EVERYBODY,
    "notices": EVERYBODY,
    "choose_notices": (302, 302, 302, 302, 302),  # saves a form of the page before
    "notice": (GONE, GONE, GONE, GONE, GONE),
    "denied-sales": EVERYBODY,
    "royalties": NO_LICENSEE,
    "royalty_statement": NO_LICENSEE,
    "held-orders": NO_LICENSEE,
    "held-order": (GONE, SHUT, SHUT, SHUT, GONE),
    "conflicts": NO_LICENSEE,
    "avails": NO_LICENSEE,
    "marks": EVERYBODY,
    "mark": EVERYBODY,
    "record_holding": RULERS,
    "end_holding": RULERS,
    "succession": RULERS,
    "consents": EVERYBODY,
    "record_consent": RULERS,
    "end_consent": RULERS,
    "licensees": EVERYBODY,
    "licensee": EVERYBODY,
    "invite_owner": RULERS,
    "applications": RULERS,
    "application": RULERS,
    "application_document": (GONE, SHUT, SHUT, SHUT, SHUT),  # there is no document
    "accept_application": RULERS,
    "decline_application": RULERS,
    "licensee_document": (GONE, SHUT, SHUT, SHUT, SHUT),  # there is no document
    "move_licensee": RULERS,
    "sell_offs": EVERYBODY,
    "decide_sell_off": WRITERS,
    "reduce_sell_off": STOPPERS,
    "territories": EVERYBODY,
    "define_territories": WRITERS,
    "registers": WIDEST,
    "records": WIDEST,
    "record": WIDEST,
    "add_record": RULERS,
    "import_records": RULERS,
    "mandates": WIDEST,
    "propose_mandate": RULERS,
    "decide_mandate": RULERS,
    "end_mandate": RULERS,
    "audit": WIDEST,
    "audit_seals": WIDEST,
    "compare_seals": WIDEST,
    "make_seals": WIDEST,
    "policy": (OPEN, SHUT, SHUT, SHUT, OPEN),
    "switch_policy": RULERS,
    "switch_athlete_policy": RULERS,
}
ABOUT_ROWS = {
    "terms",
    "add_grant",
    "drop_grant",
    "approve_factory",
    "record_audit",
    "end_factory",
    "agreement",
    "royalty_statement",
    "move",
    "whatif",
    "lift_hold",
    "approval",
    "original",
    "withdraw",
    "hide_picture",
    "mark",
    "licensee",
    "decide_sell_off",
    "reduce_sell_off",
    "end_embargo",
}
SEALS = ("compare_seals", "make_seals")  # of administrators too; they change no rights
READ_ONLY = {"agreement", "royalty_statement", "original", "whatif", "mark", "licensee"}


def names() -> list[str]:
    """Return the name of every address of the desk."""
    patterns = get_resolver("shop.web.backoffice.rights.urls").url_patterns
    return [str(pattern.name) for pattern in patterns]


@pytest.fixture(scope="module")
def built_desk(build_once: Callable[..., Any]) -> tuple[dict[str, Client], dict[str, str]]:
    """Return people and addresses, which all tests of the module share."""
    return build_once(lambda world: (make_people(world), make_addresses(world)))


@pytest.fixture
def people(built_desk: tuple[dict[str, Client], Any], db: None) -> dict[str, Client]:
    """Return a client of every role, by name."""
    return {name: copy_of(client) for name, client in built_desk[0].items()}


@pytest.fixture
def addresses(built_desk: tuple[Any, dict[str, str]], db: None) -> dict[str, str]:
    """Return an address of a row of the shop's holder, by name."""
    return built_desk[1]


def make_people(world: RightsWorld) -> dict[str, Client]:
    ioc = RightsHolderFactory(kind="IOC")
    return {
        "ioc": signed_in(role=User.Role.RIGHTS, holder=ioc, is_staff=True),
        "holder": signed_in(role=User.Role.RIGHTS, holder=world.holder),
        "brand": signed_in(role=User.Role.BRAND, holder=world.holder),
        "licensee": signed_in(role=User.Role.LICENSEE, licensee=world.licensee),
        "staff": signed_in(role=User.Role.STAFF, is_staff=True, is_superuser=True),
        "other holder": signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory()),
        "no holder": signed_in(role=User.Role.RIGHTS),
        "fan": signed_in(),
    }


# Pages that are no row's.
FIXED = {
    "overview": "/rights/",
    "draft": "/rights/agreements/draft/",
    "place_hold": "/rights/holds/place/",
    "notice": "/rights/notices/1/",
    "choose_notices": "/rights/notices/choose/",
    "record_consent": "/rights/consents/record/",
    "define_territories": "/rights/territories/define/",
    "audit_seals": "/rights/audit/seals/",
    "compare_seals": "/rights/audit/seals/compare/",
    "make_seals": "/rights/audit/seals/make/",
    "switch_policy": "/rights/policy/switch/",
    "switch_athlete_policy": "/rights/policy/athletes/switch/",
    "place_embargo": "/rights/embargoes/place/",
    "sell_offs": "/rights/sell-off/",
}
PLAIN = (
    *("agreements", "approvals", "audit", "avails", "calendar", "conflicts", "consents", "holds"),
    *("embargoes", "search", "licensees", "marks", "notices", "policy", "question", "succession"),
    *("territories", "where"),
)


def propose(world: RightsWorld) -> MandateProposal:
    return propose_mandate(
        name="Everywhere",
        territories=world.mandate.territory_set_version,
        channels=[Channel.WEB],
        window=Period(None, None),
        by_id=world.author_id,
    )


def make_addresses(world: RightsWorld) -> dict[str, str]:
    agreement = world.agreement()
    product = world.product(agreement=agreement)
    hold = place_hold(kind="COMMERCIAL", reason="r", mark=world.mark, at=database_now())
    Holdback.objects.filter(pk=hold.pk).update(
        created_by=User.objects.filter(holder=world.holder).first()
    )
    version = ProductVersion.objects.get(product=product)
    approval = Approval.objects.get(version=version)
    image = ProductImage.objects.create(product=product, original="x.jpg", stem="x")
    at = f"/rights/agreements/{agreement.pk}"
    grant = Agreement.objects.get(pk=agreement.pk).grants.get()
    consent = record_consent(
        mark=world.mark, nocs=[NOC.objects.get(pk="FRA")], window=Period(None, None), reference="r"
    )
    of_product = {"agreement": agreement, "product_id": product.pk}
    declared = SellOffDeclaration.objects.create(units=2, **of_product)
    stock = SellOffStock.objects.create(declared=2, **of_product)
    embargo = place_embargo(
        lifts_at=database_now() + timedelta(days=1),
        mark=world.mark,
        created_by_id=User.objects.filter(holder=world.holder).values_list("pk", flat=True)[0],
    )
    return {name: f"/rights/{name}/" for name in PLAIN} | {
        **FIXED,
        "terms": f"{at}/terms/",
        "add_grant": f"{at}/grant/",
        "drop_grant": f"{at}/grants/{grant.pk}/remove/",
        "approve_factory": f"{at}/factory/",
        "record_audit": f"{at}/factories/{agreement.factory_approvals.get().pk}/audit/",
        "end_factory": f"{at}/factories/{agreement.factory_approvals.get().pk}/end/",
        "agreement": f"{at}/",
        "move": f"{at}/suspend/",
        "whatif": f"{at}/what-if/revoke/",
        "lift_hold": f"/rights/holds/{hold.pk}/lift/",
        "approval": f"/rights/approvals/{version.pk}/",
        "original": f"/rights/approvals/{version.pk}/pictures/{image.pk}/original/",
        "comment": f"/rights/approvals/{version.pk}/comment/",
        "together": f"/rights/approvals/together/?v={version.pk}",
        "withdraw": f"/rights/approvals/{approval.pk}/withdraw/",
        "hide_picture": f"/rights/approvals/{version.pk}/pictures/{image.pk}/withdraw/",
        "end_consent": f"/rights/consents/{consent.pk}/end/",
        "end_embargo": f"/rights/embargoes/{embargo.pk}/end/",
        "decide_sell_off": f"/rights/sell-off/{declared.pk}/",
        "reduce_sell_off": f"/rights/sell-off/stock/{stock.pk}/",
        "royalty_statement": f"/rights/royalties/{agreement.pk}/",
        **sale_addresses(),
        **application_addresses(),
        **record_addresses(world),
    }


def application_addresses() -> dict[str, str]:
    application = LicenseeApplication.objects.create(
        company="Northlight",
        country_id="DE",
        contact="Nora",
        email="nora@example.org",
        categories=[],
        markets=["de"],
        about="Caps.",
        language="en",
    )
    at = f"/rights/applications/{application.public_id}"
    return {
        "applications": "/rights/applications/",
        "application": f"{at}/",
        "accept_application": f"{at}/accept/",
        "decline_application": f"{at}/decline/",
        "application_document": f"/rights/applications/documents/{uuid7()}/",
    }


def sale_addresses() -> dict[str, str]:
    return {
        "denied-sales": "/rights/denied-sales/",
        "royalties": "/rights/royalties/",
        "held-orders": "/rights/held-orders/",
        "held-order": "/rights/held-orders/1/",
    }


def record_addresses(world: RightsWorld) -> dict[str, str]:
    mandates, mark = "/rights/mandates", f"/rights/marks/{world.mark.code}"
    return {
        "mark": f"{mark}/",
        "record_holding": f"{mark}/holding/",
        "end_holding": f"{mark}/holdings/{world.mark.holdings.get().pk}/end/",
        "registers": "/rights/records/",
        "records": "/rights/records/marks/",
        "record": f"/rights/records/marks/{world.mark.code}/",
        "add_record": "/rights/records/marks/new/",
        "import_records": "/rights/records/marks/import/",
        "licensee": f"/rights/licensees/{world.licensee.code}/",
        "invite_owner": f"/rights/licensees/{world.licensee.code}/owner/",
        "licensee_document": f"/rights/licensees/{world.licensee.code}/documents/{uuid7()}/",
        "move_licensee": f"/rights/licensees/{world.licensee.code}/suspend/",
        "mandates": f"{mandates}/",
        "propose_mandate": f"{mandates}/propose/",
        "decide_mandate": f"{mandates}/proposals/{propose(world).pk}/",
        "end_mandate": f"{mandates}/{world.mandate.pk}/end/",
    }


def test_every_address_of_the_desk_is_listed() -> None:
    assert sorted(names()) == sorted(LISTED)


@pytest.mark.parametrize("name", LISTED)
def test_each_role_opens_what_is_its_work(
    people: dict[str, Client], addresses: dict[str, str], name: str
) -> None:
    roles = ("ioc", "holder", "brand", "licensee", "staff")
    answers = {role: people[role].get(addresses[name]).status_code for role in roles}
    assert answers == dict(zip(roles, LISTED[name], strict=True))


TABLES = (
    "agreements",
    "agreement",
    "applications",
    "approvals",
    "calendar",
    "conflicts",
    "consents",
    "embargoes",
    "held-orders",
    "holds",
    "licensees",
    "licensee",
    "mandates",
    "mark",
    "marks",
    "policy",
    "records",
    "registers",
    "sell_offs",
    "territories",
    "whatif",
)


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_given_as_csv(
    people: dict[str, Client], addresses: dict[str, str], name: str
) -> None:
    answer = people["ioc"].get(addresses[name], {"format": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    first, *rows = b"".join(answer.streaming_content).decode().splitlines()
    assert "," in first
    assert rows or name in {"approvals", "conflicts", "held-orders", "policy", "calendar"}


@pytest.mark.parametrize("name", sorted(ABOUT_ROWS))
def test_another_holders_rows_do_not_exist(
    people: dict[str, Client], addresses: dict[str, str], name: str
) -> None:
    for method in ("get", "post"):
        if method == "post" and name in READ_ONLY:
            continue
        answer = getattr(people["other holder"], method)(addresses[name])
        assert answer.status_code == 404, f"{method} {name}"


@pytest.mark.parametrize("name", LISTED)
@pytest.mark.parametrize("role", ["no holder", "fan"])
def test_who_works_for_nobody_is_not_let_in(
    people: dict[str, Client], addresses: dict[str, str], name: str, role: str
) -> None:
    for method in ("get", "post"):
        assert getattr(people[role], method)(addresses[name]).status_code in {302, 403}


@pytest.mark.parametrize("name", [n for n, who in LISTED.items() if who[3] == SHUT])
def test_a_licensee_and_shop_staff_change_nothing(
    people: dict[str, Client], addresses: dict[str, str], name: str
) -> None:
    for role in ("licensee", "staff"):
        if name.startswith(("held-order", *SEALS)) and role == "staff":
            continue
        assert people[role].post(addresses[name]).status_code in {403, 405}, (role, name)
