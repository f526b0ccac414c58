"""Applications of companies: received from the public page, accepted or declined by an officer.

Acceptance records a pending licensee with the documents of the application; another officer
activates it. A declined company is told the reason by mail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from structlog import get_logger

from licensing.models import Licensee, Territory
from licensing.services import save_party
from shop.identity.accounts.models import User
from shop.identity.onboarding.errors import ApplicationDecided
from shop.identity.onboarding.models import ApplicationDocument, LicenseeApplication
from shop.identity.onboarding.services import add_document, check_content
from shop.identity.tenancy import acting_for
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job
from shop.platform.mail import MailKind, send_mail

Decision = LicenseeApplication.Decision
DOCUMENT_KINDS = ("registration", "insurance", "audit")
RECEIVED = MailKind(
    "web/email/application_received", _("%(shop_name)s: we have received your application")
)
DECLINED = MailKind("web/email/application_declined", _("%(shop_name)s: your application"))
# A company may ask for the reasons of a decision; officers may need time to decide.
KEPT_AFTER_DECISION, KEPT_OPEN = timedelta(days=180), timedelta(days=730)

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class NewApplication:
    """The fields of an application as a company sends it."""

    company: str
    country: Territory
    website: str
    contact: str
    email: str
    phone: str
    categories: list[str]
    markets: list[str]
    about: str
    language: str


@dataclass(frozen=True, slots=True)
class UploadedDocument:
    """A file of an application."""

    name: str
    content: bytes


def receive_application(
    new: NewApplication, documents: Mapping[str, UploadedDocument]
) -> LicenseeApplication | None:
    """Store an application with its documents by kind, and mail a confirmation.

    Return None if the address has an open application, which stays as it is. Raises
    `DocumentRefused`.
    """
    types = {kind: check_content(file.content) for kind, file in documents.items()}
    try:
        with transaction.atomic():
            fields = {name: getattr(new, name) for name in NewApplication.__slots__}
            application = LicenseeApplication.objects.create(**fields)
            for kind, file in documents.items():
                _store(application, kind, file, types[kind])
            queue_job("onboarding.confirm_application", application_id=application.pk)
    except IntegrityError:
        if open_applications().filter(email__iexact=new.email).exists():
            return None
        raise
    log.info("application.received", application=application.pk)
    return application


def open_applications() -> QuerySet[LicenseeApplication]:
    """Return the applications that wait for a decision."""
    return LicenseeApplication.objects.filter(decision="")


@transaction.atomic
def accept_application(*, application: LicenseeApplication, code: str, by: User) -> Licensee:
    """Record a pending licensee with the facts and documents of an application.

    Raises `ApplicationDecided`, and Django's `ValidationError` for a code that is taken.
    """
    locked = _lock(application)
    record = Licensee(code=code, legal_name=locked.company, country=locked.country)
    licensee = save_party(record=record, by_id=by.pk)
    assert isinstance(licensee, Licensee)  # noqa: S101  for the type checker
    with acting_for(licensee.pk):
        for document in locked.documents.all():
            with open_application_document(document) as file:
                content = file.read()
            add_document(
                licensee=licensee,
                kind=document.kind,
                name=document.name,
                content=content,
                valid_until=None,
                by=by,
            )
    _decide(locked, Decision.ACCEPTED, by, licensee_code=licensee.code)
    return licensee


@transaction.atomic
def decline_application(*, application: LicenseeApplication, reason: str, by: User) -> None:
    """Decline an application and mail the reason. Raises `ApplicationDecided`."""
    locked = _lock(application)
    _decide(locked, Decision.DECLINED, by, reason=reason)
    queue_job("onboarding.answer_application", application_id=locked.pk)


def open_application_document(document: ApplicationDocument) -> IO[bytes]:
    """Return the content of a document."""
    file: IO[bytes] = storages["private"].open(document.stored_name)
    return file


def confirm_application(application_id: int) -> None:
    """Mail a company once that its application was received; called by the job."""
    _mail_once(application_id, RECEIVED, "mailed_at")


def answer_application(application_id: int) -> None:
    """Mail a company once that its application was declined; called by the job."""
    _mail_once(application_id, DECLINED, "answered_at")


def erase_applications(now: datetime, most: int) -> int:
    """Delete up to `most` applications that are kept no longer, with their files; return
    how many.
    """
    ended = Q(decided_at__lt=now - KEPT_AFTER_DECISION)
    ended |= Q(decision="", received_at__lt=now - KEPT_OPEN)
    rows = list(LicenseeApplication.objects.filter(ended).order_by("pk")[:most])
    for document in ApplicationDocument.objects.filter(application__in=rows):
        storages["private"].delete(document.stored_name)
    LicenseeApplication.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _store(
    application: LicenseeApplication, kind: str, file: UploadedDocument, content_type: str
) -> None:
    document = ApplicationDocument(
        application=application,
        kind=kind,
        name=file.name[-150:],
        content_type=content_type,
        size=len(file.content),
    )
    storages["private"].save(document.stored_name, ContentFile(file.content))
    document.save()


def _lock(application: LicenseeApplication) -> LicenseeApplication:
    locked = LicenseeApplication.objects.select_for_update().get(pk=application.pk)
    if locked.decision:
        raise ApplicationDecided
    return locked


def _decide(application: LicenseeApplication, decision: str, by: User, **values: str) -> None:
    application.decision, application.decided_by = decision, by
    application.decided_at = database_now()
    for name, value in values.items():
        setattr(application, name, value)
    application.save()
    log.info("application.decided", application=application.pk, decision=decision, by=by.pk)


def mail_applicant(application: LicenseeApplication, kind: MailKind) -> None:
    """Mail the contact of an application, in its language."""
    context = {"application": application}
    send_mail(kind, to=application.email, language=application.language, context=context)


@transaction.atomic
def _mail_once(application_id: int, kind: MailKind, sent: str) -> None:
    rows = LicenseeApplication.objects.select_for_update(of=("self",))
    application = rows.filter(pk=application_id, **{f"{sent}__isnull": True}).first()
    if application is None:
        return
    mail_applicant(application, kind)
    LicenseeApplication.objects.filter(pk=application_id).update(**{sent: TransactionTimestamp()})
