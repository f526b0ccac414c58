"""Staff see every mail about orders in every language; looking sends and stores nothing."""

from django.conf import settings
from django.core import mail
from django.test import Client

from shop.orders.messages import queue_message
from shop.orders.models import OutgoingMessage
from shop.oscar.order.models import Order
from tests.licensee_portal.parcels import shared_order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory
from tools.testing.stripe_harness import Sandbox


def test_a_mail_is_shown_in_every_language_and_not_sent(
    staff: Client, world: RightsWorld, stripe: Sandbox
) -> None:
    order = shared_order(world, stripe, LicenseeFactory())
    mail.outbox.clear()
    assert "/dashboard/mails/CONFIRMATION/ar/" in staff.get("/dashboard/mails/").text
    subjects = set()
    for language, _ in settings.LANGUAGES:
        page = staff.get(f"/dashboard/mails/CONFIRMATION/{language}/")
        assert order.number in page.text
        subjects.add(page.text.partition("<h1>")[2].partition("</h1>")[0])
    assert len(subjects) == len(settings.LANGUAGES)
    html = staff.get("/dashboard/mails/CONFIRMATION/de/html/")
    assert "default-src 'none'" in html.headers["Content-Security-Policy"]
    assert order.number in html.text
    assert mail.outbox == []


def test_a_mail_that_is_waiting_stays_so(staff: Client, order: Order) -> None:
    queue_message(order=order, kind=OutgoingMessage.Kind.PAYMENT_REMINDER)
    assert staff.get("/dashboard/mails/PAYMENT_REMINDER/fr/").status_code == 200
    assert OutgoingMessage.objects.get().sent_at is None


def test_there_is_no_preview_without_an_example(staff: Client, order: Order) -> None:
    for path in ("REFUND/de/", "CONFIRMATION/xx/", "NOTHING/de/", "REFUND_PART/de/"):
        assert staff.get(f"/dashboard/mails/{path}").status_code == 404
