"""Goods with an athlete's mark are sold only where and while the athlete consents to their uses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from licensing.models import Athlete, AthleteConsent, RightsDecisionLog, RightsDenial
from licensing.services.parties import save_party
from shop.identity.accounts.models import User
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tests.dashboard.test_launch import missing
from tests.edge_cases.everywhere import Asked, assert_denied, assert_sold
from tests.revocation.test_last_guard import insert_line
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory

pytestmark = pytest.mark.usefixtures("without_agreements")


@pytest.fixture
def asked(world: RightsWorld) -> Asked:
    mark = PropertyFactory(holder=world.holder, kind="ATHLETE", name="Jane Doe")
    return Asked(world.product(marks=[mark], agreement=world.agreement(marks=[mark])))


@pytest.fixture
def consents(asked: Asked) -> str:
    officer_page = "/rights/records/athlete-consents/"
    mark = asked.product.versions.get().marks.get().property
    save_party(record=Athlete(code="jane", name="Jane Doe", mark=mark), by_id=None)
    return officer_page


@pytest.fixture
def officer(world: RightsWorld) -> Client:
    return signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory(kind="IOC"))


def test_officers_record_and_withdraw_a_consent_and_sales_follow_at_once(
    asked: Asked, consents: str, officer: Client
) -> None:
    assert_denied(asked, "ATHLETE_CONSENT")
    assert insert_line(asked.product) == "ATHLETE_CONSENT"
    assert "athletes" in missing()
    today = database_now().date()
    terms = {"code": "jane-1", "athlete": "jane", "uses": "name", "first_day": f"{today}"}
    refused = officer.post(f"{consents}new/", terms | {"territories": "FR ZZ"})
    assert (refused.status_code, "Unknown countries: ZZ." in refused.text) == (422, True)
    answer = officer.post(f"{consents}new/", terms | {"territories": "fr"})
    assert answer.status_code == 302
    assert "FR" in officer.get(answer["Location"]).text
    assert_sold(asked)
    assert "athletes" not in missing()
    consent = AthleteConsent.objects.get()
    assert f"athlete-consent:{consent.pk}" in RightsDecisionLog.objects.latest("pk").basis
    assert_denied(Asked(asked.product, "us", "US"), "ATHLETE_CONSENT")
    assert insert_line(asked.product, ship_to="US") == "ATHLETE_CONSENT"
    officer.post(answer["Location"], terms | {"territories": "fr", "withdrawn": "on"})
    assert_denied(asked, "ATHLETE_CONSENT")
    assert insert_line(asked.product) == "ATHLETE_CONSENT"
    assert RightsDenial.objects.filter(kind="athlete_consent.changed").exists()
    page = officer.get("/rights/question/", {"sku": asked.product.upc, "territory": "FR"})
    assert page.status_code == 200


def test_a_consent_must_cover_all_uses_of_the_mark_and_the_day(asked: Asked, consents: str) -> None:
    athlete, today = Athlete.objects.get(), database_now().date()
    consent = AthleteConsent(code="jane-1", athlete=athlete, uses=["NAME"], first_day=today)
    save_party(record=consent, by_id=None)
    assert asked.decision().allowed
    athlete.mark_uses = ["NAME", "IMAGE"]
    save_party(record=athlete, by_id=None)
    assert asked.decision().reason == "ATHLETE_CONSENT"
    assert not asked.in_list()
    assert insert_line(asked.product) == "ATHLETE_CONSENT"
    consent.uses = ["IMAGE", "NAME"]
    consent.last_day = today
    save_party(record=consent, by_id=None)
    decision = asked.decision()
    assert (decision.allowed, decision.until) == (True, consent.period.end)
    assert insert_line(asked.product) == ""
    consent.first_day = consent.last_day = today - timedelta(days=1)
    save_party(record=consent, by_id=None)
    assert not asked.decision().allowed
    with pytest.raises(IntegrityError), transaction.atomic():
        Athlete.objects.update(mark_uses=["FACE"])


def test_counsel_switches_the_check_off_and_on(asked: Asked, officer: Client) -> None:
    switch = "/rights/policy/athletes/switch/"
    assert officer.post(switch, {"reference": ""}).status_code == 422
    assert not asked.in_list()
    assert officer.post(switch, {"reference": "C-8"}).status_code == 302
    assert isinstance(asked.placed(), Order)
    assert asked.in_list()
    page = officer.get("/rights/policy/").text
    assert "C-8" in page
    assert "Switch on the check of athletes" in page
    assert "athletes" in missing()
    officer.post(switch, {"reference": "C-9"})
    assert_denied(asked, "ATHLETE_CONSENT")
    assert RightsDenial.objects.filter(kind="athlete_consents.required").exists()


def test_missing_and_ending_consents_are_named_before_the_signature(
    asked: Asked, consents: str, world: RightsWorld, officer: Client
) -> None:
    mark = asked.product.versions.get().marks.get().property
    draft = world.agreement(marks=[mark], active=False)
    path = f"/rights/agreements/{draft.pk}"
    pages = (f"{path}/", f"{path}/submit/", f"{path}/what-if/activate/")
    for page in pages:
        text = officer.get(page).text
        assert "no consent for “Jane Doe” in All territories, at any time of the grant" in text
        assert "Products of the licensee with this mark: 1." in text
    start = draft.grants.get().window.lower.date()
    consent = {"uses": ["NAME"], "athlete": Athlete.objects.get(), "first_day": start}
    last = start + timedelta(days=99)
    save_party(record=AthleteConsent(code="jane-1", last_day=last, **consent), by_id=None)
    text = officer.get(pages[0]).text
    assert f"in All territories, {last + timedelta(days=1):%-d %b %Y} 00:00 – " in text
    assert "Jane Doe" in officer.get("/rights/conflicts/").text
    save_party(record=AthleteConsent(code="jane-2", **consent), by_id=None)
    assert "Missing consents" not in officer.get(pages[0]).text
    assert "lacks the consent of an athlete" in officer.get("/rights/conflicts/").text
