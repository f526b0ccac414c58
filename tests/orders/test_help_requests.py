"""A buyer or a visitor writes on the help page; staff answer by mail."""

from datetime import timedelta
from typing import Any

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.media.storage import private_storage
from shop.orders.aftersales.mail_previews import preview_mail
from shop.orders.aftersales.order_links import order_token
from shop.orders.casework.models import BuyerRequest, RequestFile
from shop.platform.database.clock import database_now
from shop.privacy.retention import run_retention
from tests.dashboard.conftest import staff_with
from tests.returns.sent_orders.test_pages import picture
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox

ASKED = {"reason": "NOT_ARRIVED", "text": "Où est mon colis ?\nMerci."}


def test_a_message_about_an_order_is_answered_in_its_language(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product(), language="fr")
    visitor, path = Client(), f"/fr-fr/order/{order_token(order)}/help/"
    refused = visitor.post(path, ASKED | {"text": " "})
    assert refused.status_code == 422
    assert '<a href="#text">Votre message' in refused.text
    assert 'id="text"' in refused.text
    assert visitor.post(path, ASKED | {"reason": "X"}).status_code == 422
    sent = visitor.post(path, ASKED, follow=True).text
    assert "Nous avons reçu votre message" in sent
    asked = BuyerRequest.objects.get()
    assert (asked.order, asked.email, asked.by) == (order, "ada@example.org", None)
    staff = staff_with("casework.change_buyerrequest", "order.view_order")
    assert order.number in staff.get("/dashboard/work/to-answer/").text
    page = f"/dashboard/work/requests/{asked.pk}/"
    assert "ada@example.org" in staff.get(page).text
    mail.outbox.clear()
    assert staff.post(page, {"answer": "Demain.\nBonne journée."}).status_code == 302
    run_queued_jobs()
    (answer,) = mail.outbox
    assert answer.to == ["ada@example.org"]
    assert answer.subject == "Notre réponse à votre message"
    assert "Demain." in answer.body
    assert "Où est mon colis ?" in answer.body
    assert "Demain." in staff.get(page).text
    preview = preview_mail("HELP_ANSWER", "de")
    assert preview is not None
    assert preview.subject == "Unsere Antwort auf Ihre Nachricht"
    visitor.post(path, ASKED | {"text": "Toujours rien."})
    last = BuyerRequest.objects.latest("pk")
    assert "Demain." in staff.get(f"/dashboard/work/requests/{last.pk}/").text
    assert Client().post("/en-fr/order/forged/help/", ASKED).status_code == 404


def test_a_visitor_names_an_order_only_with_its_address(
    world: RightsWorld, stripe: Sandbox, limits: None
) -> None:
    order = waiting_order(world.product())
    typed = ASKED | {"email": "eve@example.org", "number": order.number}
    visitor = Client()
    assert visitor.post("/en-fr/get-help/", typed | {"email": "eve"}).status_code == 422
    visitor.post("/en-fr/get-help/", typed)
    asked = BuyerRequest.objects.get()
    assert asked.order is None
    assert order.number in asked.text
    visitor.post("/en-fr/get-help/", typed | {"email": "ADA@example.org"})
    assert BuyerRequest.objects.latest("pk").order == order
    for _ in range(5):
        answer = visitor.post("/en-fr/get-help/", typed)
    assert answer.status_code == 422
    assert "Too many attempts" in answer.text


def test_photos_and_pdf_come_with_a_message_and_go_with_it(world: RightsWorld) -> None:
    visitor, path = Client(), "/en-fr/get-help/"
    form = {"reason": "DAMAGED", "text": "See the photo.", "email": "ada@example.org"}

    def send(*files: SimpleUploadedFile) -> Any:
        return visitor.post(path, form | {"uploads": list(files)})

    def pdf() -> SimpleUploadedFile:
        return SimpleUploadedFile("invoice.pdf", b"%PDF-1.7 test", "application/pdf")

    script = SimpleUploadedFile("photo.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    refused = send(script)
    assert (refused.status_code, "See the photo." in refused.text) == (422, True)
    assert "“photo.jpg” is not a file we can read." in refused.text
    assert "Attach at most 5 files." in send(*(pdf() for _ in range(6))).text
    huge = SimpleUploadedFile("huge.jpg", b"\xff\xd8\xff" + bytes(15_000_000), "image/jpeg")
    assert "“huge.jpg” is too large. Attach a photo of at most 15 MB" in send(huge).text
    assert not BuyerRequest.objects.exists()
    assert send(pdf(), picture()).status_code == 302
    (first, second) = RequestFile.objects.order_by("content_type")
    assert (first.content_type, second.content_type) == ("application/pdf", "image/jpeg")
    place = f"/dashboard/work/files/{first.public_id}/"
    assert visitor.get(place).status_code in {302, 404}
    staff = staff_with("casework.change_buyerrequest")
    page = f"/dashboard/work/requests/{first.request_id}/"
    assert place in staff.get(page).text
    shown = staff.get(place)
    assert shown["Content-Disposition"].startswith("attachment; ")
    assert b"".join(shown.streaming_content) == b"%PDF-1.7 test"
    staff.post(page, {"answer": "Thank you."})
    BuyerRequest.objects.update(closed_at=database_now() - timedelta(days=91))
    assert run_retention()["buyer_requests"] == 1
    assert not RequestFile.objects.exists()
    assert not private_storage().exists(first.path)
