"""Papers of a licensee: its documents, bank details and tax numbers.

All functions run for the licensee (`acting_for`). Activation and the dates of audit and insurance
are decided by rights officers (`licensing.services`).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import QuerySet
from stdnum import bic, iban
from stdnum.eu import vat
from stdnum.exceptions import ValidationError as NumberInvalid
from structlog import get_logger

from licensing.models import Licensee
from shop.identity.accounts.encryption import decrypt_text, encrypt_text
from shop.identity.accounts.models import User
from shop.identity.onboarding.errors import BankDetailsRefused, DocumentRefused, TaxNumberRefused
from shop.identity.onboarding.models import BankDetails, CompanyDocument
from shop.identity.tenancy import acting_for
from shop.platform.database.clock import TransactionTimestamp, database_now

EU_COUNTRIES = frozenset(code.upper() for code in vat.MEMBER_STATES)
CONTEXT = b"shop.onboarding.bank-details:"
MOST_BYTES, MOST_DOCUMENTS = 10 * 1024 * 1024, 100
# First bytes of each format that is accepted.
FORMATS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}

log = get_logger("shop.security")


@dataclass(frozen=True, slots=True)
class BankAccount:
    """An account: its holder, IBAN and BIC."""

    holder: str
    iban: str
    bic: str


def add_document(
    *,
    licensee: Licensee,
    kind: str,
    name: str,
    content: bytes,
    valid_until: date | None,
    by: User,
) -> CompanyDocument:
    """Store a document privately. Raises `DocumentRefused`."""
    content_type = check_content(content)
    if standing_documents(licensee).count() >= MOST_DOCUMENTS:
        raise DocumentRefused(reason="too_many", field="file")
    document = CompanyDocument(
        licensee=licensee,
        kind=kind,
        name=name[-150:],
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        valid_until=valid_until,
        uploaded_by=by,
    )
    # A row without its file would be worse than a file without a row.
    _storage().save(document.stored_name, ContentFile(content))
    document.save()
    log.info("company_document.added", licensee=licensee.pk, document=document.pk, by=by.pk)
    return document


def check_content(content: bytes) -> str:
    """Return the media type of a document. Raises `DocumentRefused`."""
    if not content:
        raise DocumentRefused(reason="empty", field="file")
    if len(content) > MOST_BYTES:
        raise DocumentRefused(reason="too_large", field="file")
    content_type = next((kind for start, kind in FORMATS.items() if content.startswith(start)), "")
    if not content_type:
        raise DocumentRefused(reason="unknown_format", field="file")
    return content_type


def withdraw_document(*, document: CompanyDocument, by: User) -> None:
    """Withdraw a document; it stays stored as evidence, and a second call changes nothing."""
    rows = CompanyDocument.objects.filter(pk=document.pk, withdrawn_at__isnull=True)
    if rows.update(withdrawn_at=TransactionTimestamp()):
        log.info("company_document.withdrawn", document=document.pk, by=by.pk)


def standing_documents(licensee: Licensee) -> QuerySet[CompanyDocument]:
    """Return the documents of a licensee that are not withdrawn, newest first."""
    rows = CompanyDocument.objects.of(licensee).filter(withdrawn_at__isnull=True)
    documents: QuerySet[CompanyDocument] = rows.select_related("uploaded_by").order_by("-pk")
    return documents


def open_document(document: CompanyDocument, by: User) -> IO[bytes]:
    """Return the content of a document; each reading is logged."""
    log.info("company_document.read", document=document.pk, by=by.pk)
    file: IO[bytes] = _storage().open(document.stored_name)
    return file


@transaction.atomic
def save_bank_account(*, licensee: Licensee, account: BankAccount, by: User) -> None:
    """Save the account to which a licensee is paid, encrypted. Raises `BankDetailsRefused`."""
    try:
        number = iban.validate(account.iban)
    except NumberInvalid:
        raise BankDetailsRefused(field="iban") from None
    try:
        code = bic.validate(account.bic)
    except NumberInvalid:
        raise BankDetailsRefused(field="bic") from None
    whole = json.dumps(asdict(BankAccount(account.holder.strip(), number, code)))
    fields = {
        "encrypted": encrypt_text(whole, CONTEXT),
        "last_digits": number[-4:],
        "changed_by": by,
        "changed_at": database_now(),
    }
    BankDetails.objects.update_or_create(licensee=licensee, defaults=fields)
    log.info("bank_details.changed", licensee=licensee.pk, by=by.pk)


def read_bank_account(*, licensee: Licensee, by: User) -> BankAccount | None:
    """Return the account of a licensee, decrypted; each reading is logged."""
    details = BankDetails.objects.of(licensee).first()
    if details is None:
        return None
    log.info("bank_details.read", licensee=licensee.pk, by=by.pk)
    return BankAccount(**json.loads(decrypt_text(details.encrypted, CONTEXT)))


def accounts_on_file(licensee_ids: Iterable[int]) -> dict[int, str]:
    """Return the last digits of the accounts of licensees, read for each of them."""
    digits: dict[int, str] = {}
    for pk in licensee_ids:
        with acting_for(pk):
            details = BankDetails.objects.filter(licensee=pk).first()
        if details is not None:
            digits[pk] = details.last_digits
    return digits


@transaction.atomic
def save_tax_number(*, licensee: Licensee, number: str) -> None:
    """Save the tax number in the licensee's own country; empty removes it.

    Numbers of the European Union are checked. Raises `TaxNumberRefused`.
    """
    country = licensee.country_id
    number = number.strip()
    try:
        if number and country in EU_COUNTRIES:
            number = vat.validate(number)
    except NumberInvalid:
        raise TaxNumberRefused(field="vat_number") from None
    current = Licensee.objects.select_for_update(no_key=True).get(pk=licensee.pk)
    others = {code: value for code, value in current.tax_ids.items() if code != country}
    tax_ids = others | ({country: number} if number else {})
    if tax_ids != current.tax_ids:
        Licensee.objects.filter(pk=licensee.pk).update(tax_ids=tax_ids)


def _storage() -> Storage:
    return storages["private"]
