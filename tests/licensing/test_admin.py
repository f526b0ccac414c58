"""Staff edit words, issued labels and usual measures in Django's admin; errors are shown on the
form.
"""

import pytest
from django.test import Client

from licensing.models import GuardedWord, LabelIssue, ProductCategory
from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld


@pytest.fixture
def staff(db: None) -> Client:
    return signed_in(role=User.Role.STAFF, is_staff=True, is_superuser=True)


def test_a_word_is_added_by_somebody_and_never_deleted(staff: Client) -> None:
    word = {"term": "Golden", "language": "", "kind": "BANNED", "why": "w", "active": "on"}
    add = "/admin/licensing/guardedword/add/"
    assert staff.post(add, word).status_code == 302
    made = GuardedWord.objects.get(term="Golden")
    assert made.created_by_id is not None
    assert staff.post(add, word | {"term": "GOLDEN"}).status_code == 200
    assert GuardedWord.objects.filter(term__iexact="golden").count() == 1
    assert "at least one word" in staff.post(add, word | {"term": "--"}).text
    assert staff.get(f"/admin/licensing/guardedword/{made.pk}/delete/").status_code == 403


def test_labels_are_issued_once(staff: Client, world: RightsWorld) -> None:
    add = "/admin/licensing/labelissue/add/"
    issue = {"licensee": world.licensee.pk, "first": "AB-001", "last": "AB-100", "reference": "r"}
    issue |= {"withdrawn_at_0": "", "withdrawn_at_1": ""}
    assert staff.post(add, issue).status_code == 302
    for wrong in ({"first": "AB-100", "last": "AB-200"}, {"first": "AC-9", "last": "AC-1"}):
        assert staff.post(add, issue | wrong).status_code == 200
    assert staff.post(add, issue | {"first": "ab"}).status_code == 200
    assert LabelIssue.objects.count() == 1


def test_usual_measures_are_changed_and_nothing_else(staff: Client, world: RightsWorld) -> None:
    at = f"/admin/licensing/productcategory/{world.category.pk}/change/"
    usual = {"lightest_g": "5", "heaviest_g": "50", "shortest_mm": "", "longest_mm": ""}
    assert staff.post(at, usual | {"name": "Other"}).status_code == 302
    found = ProductCategory.objects.get(pk=world.category.pk)
    assert (found.lightest_g, found.heaviest_g, found.name) == (5, 50, world.category.name)
    assert staff.post(at, usual | {"heaviest_g": "4"}).status_code == 200
