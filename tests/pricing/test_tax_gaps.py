"""A destination without a tax rate, now or soon, is listed and reported before it stops selling."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import given
from hypothesis import strategies as st

from shop.commerce.markets.models import TaxRate
from shop.commerce.markets.tax_gaps import Period, TaxGap, find_tax_gaps, first_gap
from shop.commerce.pricing.tax_alerts import notify_tax_gaps
from shop.identity.accounts.models import User
from shop.identity.notices.models import Notice
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import staff_with
from tools.testing.factories.models import UserFactory

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def places(gaps: list[TaxGap]) -> set[tuple[str, str, str]]:
    return {(gap.territory, gap.region, gap.tax_class) for gap in gaps}


def end(territory: str, region: str, tax_class: str, at: datetime) -> None:
    """End a rate at an instant, without a successor."""
    rate = TaxRate.objects.get(territory=territory, region=region, tax_class=tax_class)
    rate.valid = DateTimeTZRange(rate.valid.lower, at)
    rate.save()


@pytest.mark.django_db
def test_a_new_shop_has_every_rate() -> None:
    assert find_tax_gaps(database_now()) == []


@pytest.mark.django_db
def test_what_is_missing_or_ends_soon_is_found() -> None:
    now = database_now()
    TaxRate.objects.filter(territory="DE", tax_class="book").delete()
    end("FR", "", "standard", now + 29 * DAY)
    end("IT", "", "standard", now + 31 * DAY)
    end("PT", "PT-30", "standard", now - DAY)
    gaps = find_tax_gaps(now)
    assert places(gaps) == {
        ("DE", "", "book"),
        ("FR", "", "standard"),
        ("PT", "PT-30", "standard"),
    }
    assert {gap.territory: gap.since for gap in gaps} == {
        "DE": now,
        "FR": now + 29 * DAY,
        "PT": now,
    }
    page = staff_with("markets.change_taxrate").get("/dashboard/tax/").text
    assert "Germany (DE)" in page
    assert "PT-30" in page
    assert staff_with("order.view_order").get("/dashboard/tax/").status_code == 403


@pytest.mark.django_db
def test_those_who_keep_rates_are_told_once_of_the_same_gaps() -> None:
    keeper = UserFactory(role=User.Role.STAFF, is_staff=True)
    keeper.user_permissions.add(Permission.objects.get(codename="change_taxrate"))
    assert notify_tax_gaps() == 0
    TaxRate.objects.filter(territory="DE", tax_class="book").delete()
    for _ in range(2):
        assert notify_tax_gaps() == 1
    notice = Notice.objects.get()
    assert (notice.user, notice.link) == (keeper, "/dashboard/tax/")
    TaxRate.objects.filter(territory="FR", tax_class="book").delete()
    notify_tax_gaps()
    assert Notice.objects.count() == 2


@given(st.lists(st.tuples(st.integers(-5, 40), st.integers(0, 20)), max_size=6))
def test_the_first_gap_is_the_first_day_without_a_period(spans: list[tuple[int, int]]) -> None:
    periods = [Period(BEGIN + a * DAY, BEGIN + (a + length) * DAY) for a, length in spans]
    uncovered = [day for day in range(30) if not any(a <= day < a + length for a, length in spans)]
    gap = first_gap(periods, BEGIN, BEGIN + 30 * DAY)
    assert gap == (BEGIN + uncovered[0] * DAY if uncovered else None)
