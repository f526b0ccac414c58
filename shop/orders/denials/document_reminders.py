"""Reminders of company documents that end soon, to the company and to the officers who renew them.

Audits and insurances that rights depend on have dates of their own (`change_sources`); this is
about the last day that a company gave with a document.
"""

from datetime import date, timedelta

from licensing.models import Licensee, RightsHolder
from shop.identity.notices.services import notify
from shop.identity.onboarding.models import CompanyDocument
from shop.identity.onboarding.services import standing_documents
from shop.identity.tenancy import acting_for
from shop.orders.denials.change_audience import MAKERS, officers_of, people_of_licensees

AHEAD = (30, 7)  # days before the last one
CODE = "rights.document_ends_soon"


def remind_of_documents(today: date) -> int:
    """Notify of documents that end within 30 and within 7 days, once each; return how many."""
    count = 0
    working = Licensee.objects.exclude(status=Licensee.Status.TERMINATED).order_by("pk")
    for licensee in working:
        with acting_for(licensee.pk):
            ending = list(documents_ending(licensee, today))
            for document in ending:
                count += _remind(licensee, document, today)
    return count


def documents_ending(licensee: Licensee, today: date) -> list[CompanyDocument]:
    """Return the documents of a licensee that end within 30 days; runs for the licensee."""
    until = today + timedelta(days=AHEAD[0])
    return list(standing_documents(licensee).filter(valid_until__range=(today, until)))


def _remind(licensee: Licensee, document: CompanyDocument, today: date) -> int:
    end = document.valid_until
    if end is None:
        return 0
    left = (end - today).days
    stage = min(days for days in AHEAD if left <= days)
    data = {
        "licensee": str(licensee),
        "document": f"{document.get_kind_display()} “{document.name}”",
        "days": left,
        "when": f"{end:%-d %b %Y}",
    }
    team = list(people_of_licensees([licensee.pk], MAKERS))
    renewing = RightsHolder.objects.filter(kind=RightsHolder.Kind.IOC)
    officers = list(officers_of(frozenset(renewing.values_list("pk", flat=True))))
    key = f"document:{document.pk}:{end:%y%m%d}:{stage}"
    return notify(users=team, code=CODE, key=key, link="/licensee/company/", data=data) + notify(
        users=officers, code=CODE, key=key, link=f"/rights/licensees/{licensee.code}/", data=data
    )
