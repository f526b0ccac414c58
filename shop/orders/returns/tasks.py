"""Jobs of returns. Each may run twice and then changes nothing."""

from django.db import transaction
from procrastinate.contrib.django import app

from shop.orders.returns.cases import LABEL_JOB, queue_return_mail
from shop.orders.returns.labels import LabelRequest, label_service
from shop.orders.returns.models import ReturnCase
from shop.platform.database.retries import PATIENT


@app.task(name=LABEL_JOB, retry=PATIENT)
def request_label_job(case_id: int) -> None:
    """Fetch the prepaid label of an approved case, store it and mail it."""
    case = ReturnCase.objects.select_related("order").get(pk=case_id)
    if case.drop_off_code or case.state != ReturnCase.State.APPROVED:
        return
    units = sum(line.units for line in case.lines.filter(was_sent=True))
    label = label_service().issue(LabelRequest(case.number, case.order.ship_to_id, units))
    with transaction.atomic():
        stored = ReturnCase.objects.filter(pk=case_id, drop_off_code="").update(
            carrier=label.carrier, drop_off_code=label.code, label_url=label.url
        )
        if stored:
            queue_return_mail(case, "label")
