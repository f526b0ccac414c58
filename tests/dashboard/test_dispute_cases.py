"""A dispute is a case: staff answer it once with text and file, before it is due, or accept it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.finance.ledger.models import Account, Entry
from shop.finance.payments.models import Dispute
from shop.orders.casework.models import DisputeAnswer
from shop.orders.models import DomainEvent
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from tests.dashboard.conftest import staff_with
from tests.orders.sandbox import attempt_of, pay
from tests.orders.stripe_events import deliver_events
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.stripe_harness import Sandbox

PDF = b"%PDF-1.7 proof of delivery"


@pytest.fixture
def dispute(order: Order, stripe: Sandbox) -> Dispute:
    """Return an open dispute of a paid order."""
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    stripe.control("POST", f"intents/{attempt_of(order).intent_id}/dispute", {})
    deliver_events(stripe, "charge.dispute.")
    return Dispute.objects.get()


def form_of(client: Client, path: str) -> dict[str, str]:
    key = re.search(r'name="key" value="([0-9a-f-]+)"', client.get(path).text)
    assert key
    return {"key": key[1], "explanation": "The parcel was delivered."}


def test_an_answer_is_sent_once_with_its_file(
    staff: Client, dispute: Dispute, stripe: Sandbox
) -> None:
    path = f"/dashboard/disputes/{dispute.pk}/"
    form = form_of(staff, path)
    assert path in staff.get("/dashboard/disputes/").text
    for _ in range(2):
        file = SimpleUploadedFile("proof.pdf", PDF, "application/pdf")
        page = staff.post(path, {**form, "file": file}, follow=True)
    assert "proof.pdf" in page.text
    at_stripe = stripe.client().v1.disputes.retrieve(dispute.pk).to_dict()
    assert at_stripe["status"] == "under_review"
    assert at_stripe["evidence"]["uncategorized_text"] == "The parcel was delivered."
    assert at_stripe["evidence"]["uncategorized_file"] == DisputeAnswer.objects.get().file_id
    assert at_stripe["evidence"]["customer_name"] == "Ada"
    assert at_stripe["evidence_details"]["submission_count"] == 1
    assert DomainEvent.objects.filter(name="dispute.answered").count() == 1
    dispute.refresh_from_db()
    assert dispute.status == "under_review"
    other = {**form, "key": "0199d1a0-0000-7000-8000-000000000000"}
    assert "already answered" in staff.post(path, other).text


def test_a_lost_dispute_closes_the_case_and_its_money_is_in_the_ledger(
    staff: Client, dispute: Dispute, stripe: Sandbox
) -> None:
    staff.post(f"/dashboard/disputes/{dispute.pk}/accept/")
    deliver_events(stripe, "charge.dispute.")
    dispute.refresh_from_db()
    assert (dispute.status, dispute.closed_at is None) == ("lost", False)
    taken = Entry.objects.filter(account=Account.DISPUTES).values_list("amount", flat=True)
    assert sum(taken) == dispute.amount * 100
    late = staff.post(f"/dashboard/disputes/{dispute.pk}/accept/", follow=True)
    assert "takes no answer any more" in late.text
    answer = {"key": "0199d1a0-0000-7000-8000-000000000000", "explanation": "x"}
    assert staff.post(f"/dashboard/disputes/{dispute.pk}/", answer).status_code == 422


@pytest.mark.parametrize(
    ("content", "explanation", "sentence"),
    [
        (b"MZ program", "x", "Upload a PDF, PNG or JPEG file."),
        (PDF + b" " * 4_500_000, "x", "at most 4.5 MB"),
        (PDF, "", "This field is required."),
    ],
)
def test_a_wrong_answer_is_not_sent(
    staff: Client, dispute: Dispute, content: bytes, explanation: str, sentence: str
) -> None:
    path = f"/dashboard/disputes/{dispute.pk}/"
    form = form_of(staff, path) | {"explanation": explanation}
    answer = staff.post(path, {**form, "file": SimpleUploadedFile("a.pdf", content)})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not DisputeAnswer.objects.exists()


def test_who_may_only_look_does_not_answer(dispute: Dispute) -> None:
    reader = staff_with("payments.view_dispute", email="reads@example.org")
    assert reader.get("/dashboard/disputes/").status_code == 200
    assert reader.get(f"/dashboard/disputes/{dispute.pk}/").status_code == 403
