"""Filters that people keep for the lists of the back offices."""

from typing import Any

from django.test import Client

from shop.identity.accounts.models import SavedFilter, User
from shop.identity.accounts.saved_filters import MOST_OF_A_PAGE
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld

ORDERS = "/dashboard/orders/"


def save(client: Client, name: str, query: str, page: str = ORDERS) -> Any:
    sent = {"page": page, "query": query, "name": name}
    return client.post("/staff/filters/", sent, follow=True)


def test_a_filter_is_kept_for_its_person_and_list(world: RightsWorld) -> None:
    clerk = signed_in(role="staff", is_staff=True, is_superuser=True, email="a@example.org")
    shown = clerk.get(f"{ORDERS}?status=PAID&market=fr&page=1&q=ada@example.org").text
    assert "Save this filter" in shown
    assert 'name="query" value="market=fr&amp;status=PAID"' in shown
    page = save(clerk, "Paid in France", "status=PAID&market=fr&page=2&q=ada@example.org")
    assert page.redirect_chain[-1][0] == f"{ORDERS}?market=fr&status=PAID"
    assert "Filter “Paid in France” saved." in page.text
    assert "Save this filter" not in page.text
    assert f'href="{ORDERS}?market=fr&amp;status=PAID"' in clerk.get(ORDERS).text
    save(clerk, "Paid in France", "status=PAID")  # the same name: replaced
    assert SavedFilter.objects.get().query == "status=PAID"
    assert "Paid in France" not in clerk.get("/dashboard/catalogue/").text
    other = signed_in(role="staff", is_staff=True, is_superuser=True, email="b@example.org")
    assert "Paid in France" not in other.get(ORDERS).text
    remove = f"/staff/filters/{SavedFilter.objects.get().pk}/remove/"
    other.post(remove, {"page": ORDERS})
    assert SavedFilter.objects.exists()
    assert "Filter removed." in clerk.post(remove, {"page": ORDERS}, follow=True).text
    assert not SavedFilter.objects.exists()
    assert clerk.post(remove, {"page": "https://evil.example/"})["Location"] == "/"


def test_what_is_wrong_is_told_and_nothing_is_kept(world: RightsWorld) -> None:
    clerk = signed_in(role="staff", is_staff=True, is_superuser=True, email="a@example.org")
    for name, query in (
        ("", "status=PAID"),
        ("x" * 61, "status=PAID"),
        ("Nothing", "page=2&q=Ada"),
        ("Long", f"status={'x' * 1000}"),
    ):
        assert "The filter was not saved." in save(clerk, name, query).text, name
    sent = {"page": "//evil.example/", "query": "status=PAID", "name": "Elsewhere"}
    assert clerk.post("/staff/filters/", sent)["Location"] == "/"
    for number in range(MOST_OF_A_PAGE):
        save(clerk, f"Filter {number}", "status=PAID")
    assert "Remove one first." in save(clerk, "One more", "status=PAID").text
    assert SavedFilter.objects.count() == MOST_OF_A_PAGE
    fan = signed_in(role=User.Role.FAN, email="fan@example.org")
    assert fan.post("/staff/filters/", {}).status_code == 403
    assert Client().post("/staff/filters/", {}).status_code == 302
    assert clerk.get("/staff/filters/").status_code == 405


def test_every_desk_keeps_filters(world: RightsWorld) -> None:
    officer = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    page = save(officer, "My brand", "q=A-0&state=active", "/rights/agreements/")
    assert "My brand" in page.text
    assert page.redirect_chain[-1][0] == "/rights/agreements/?q=A-0&state=active"
