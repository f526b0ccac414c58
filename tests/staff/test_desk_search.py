"""The search of each desk finds only what the person may open, and each result opens."""

import re

import pytest
from django.test import Client

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.imports.services import begin_import
from shop.orders.returns.models import ReturnCase
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in, staff_with
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, RightsHolderFactory, UserFactory

RESULT = re.compile(r'<li><a href="([^"]+)"')
HEADING = re.compile(r"<h2[^>]*>([A-Z][a-z]+)")
DESKS = ("/dashboard/search/", "/rights/search/", "/licensee/search/")


def found(client: Client, *texts: str) -> dict[str, set[str]]:
    """Return the sections that each open desk shows for some texts; every result must open."""
    results: dict[str, set[str]] = {}
    links: set[str] = set()
    for desk in DESKS:
        for text in texts:
            answer = client.post(desk, {"q": text}, follow=True)
            if answer.status_code == 403:
                break
            main = answer.text.partition("<h1")[2]
            links |= set(RESULT.findall(main))
            results.setdefault(desk.split("/")[1], set()).update(HEADING.findall(main))
    for link in sorted(links):
        assert client.get(link).status_code == 200, link
    return results


@pytest.fixture
def texts(order: Order, world: RightsWorld) -> tuple[str, ...]:
    """Return texts that match a row of each kind."""
    ReturnCase.objects.create(
        order=order,
        number="RET-77",
        kind=ReturnCase.Kind.DAMAGED,
        email="a@example.org",
        declared_at=database_now(),
    )
    owner = UserFactory(role=User.Role.LICENSEE, licensee=world.licensee, licensee_role="owner")
    begin_import(licensee=world.licensee, by_id=owner.pk, name="summer.csv", size=10)
    return (order.number[:-1], "RET-77", world.licensee.code, world.mark.code, "PIN", "summer")


def test_nobody_finds_what_they_may_not_open(texts: tuple[str, ...], world: RightsWorld) -> None:
    clerk = staff_with("order.view_order", "returns.view_returncase", email="c@example.org")
    assert found(clerk, *texts) == {"dashboard": {"Orders", "Returns"}}
    counsel = staff_with("accounts.see_all_rights", "catalogue.view_product", email="l@example.org")
    rights = {"Licensees", "Agreements", "Marks"}
    assert found(counsel, *texts) == {"dashboard": rights | {"Items"}, "rights": rights | {"Items"}}
    ioc = signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory(kind="IOC"))
    assert found(ioc, *texts) == {"rights": rights}
    stranger = signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory())
    assert found(stranger, *texts) == {"rights": set()}


def test_a_licensee_finds_its_own_rows_as_far_as_its_roles_go(
    texts: tuple[str, ...], world: RightsWorld
) -> None:
    def member(licensee: Licensee, role: str) -> Client:
        return signed_in(role=User.Role.LICENSEE, licensee=licensee, licensee_role=role)

    own = {"Products", "Orders", "Uploads", "Agreements"}
    assert found(member(world.licensee, "owner"), *texts)["licensee"] == own
    assert found(member(world.licensee, "finance"), *texts)["licensee"] == own - {
        "Orders",
        "Uploads",
    }
    other = found(member(LicenseeFactory(), "owner"), *texts)
    assert all(not names for names in other.values())
