"""The VAT number of a basket: checked when it is entered, kept with the evidence of its check."""

from datetime import datetime, timedelta

from structlog import get_logger

from shop.commerce.business.errors import VatNumberRefused
from shop.commerce.business.models import VatCheck
from shop.commerce.business.vat_numbers import VatNumber, names_match, parse_vat_number
from shop.commerce.business.vies import ask_vies
from shop.oscar.basket.models import Basket
from shop.platform.core.typed_text import clean_text

log = get_logger(__name__)
Outcome = VatCheck.Outcome
REFUSED = {Outcome.INVALID: "invalid", Outcome.OTHER_NAME: "other_name"}
# A sale is untaxed only on the evidence of a check of its own day.
EVIDENCE_AGE = timedelta(days=1)
LONGEST_NAME = 200


def set_vat_number(*, basket: Basket, company: str, text: str, country: str) -> VatCheck:
    """Check a VAT number and keep it with the basket; return the check.

    A number that cannot be checked now is kept for the invoice, and the sale is taxed. Raises
    `VatNumberRefused`. Asks VIES, so it must not run inside a transaction with locks.
    """
    name = clean_text(company)[:LONGEST_NAME]
    if not name:
        raise VatNumberRefused(reason="no_company", field="company")
    number = parse_vat_number(text, country)
    if number is None:
        raise VatNumberRefused(reason="format", field="vat_number")
    check = _check(name, number)
    log.info("vat_number.checked", outcome=check.outcome, country=check.country)
    if check.outcome in REFUSED:
        raise VatNumberRefused(reason=REFUSED[Outcome(check.outcome)], field="vat_number")
    basket.vat_check = check
    basket.save(update_fields=["vat_check"])
    return check


def remove_vat_number(*, basket: Basket) -> None:
    """Remove the VAT number from a basket."""
    basket.vat_check = None
    basket.save(update_fields=["vat_check"])


def business_state(check: VatCheck | None, at: datetime) -> str:
    """Return the EU state of a verified number with fresh evidence; empty for all others."""
    if check is None or check.outcome != Outcome.VALID or at - check.checked_at > EVIDENCE_AGE:
        return ""
    return check.country


def business_snapshot(check: VatCheck | None) -> dict[str, str] | None:
    """Return the evidence that an order keeps; None for a consumer."""
    if check is None:
        return None
    return {
        "company": check.company,
        "vat_number": check.vat_number,
        "outcome": check.outcome,
        "checked_at": check.checked_at.isoformat(),
        "reference": check.reference,
        "check": str(check.pk),
    }


def _check(name: str, number: VatNumber) -> VatCheck:
    """Ask VIES and store the answer as evidence."""
    answer = ask_vies(number) if number.in_vies else None
    if answer is None:
        outcome = Outcome.FORMAT_ONLY
    elif answer.valid is None:
        outcome = Outcome.UNAVAILABLE
    elif not answer.valid:
        outcome = Outcome.INVALID
    elif not names_match(name, answer.name):
        outcome = Outcome.OTHER_NAME
    else:
        outcome = Outcome.VALID
    check = VatCheck(
        company=name,
        vat_number=number.text,
        country=number.country,
        outcome=outcome,
        registered_name=answer.name if answer else "",
        registered_address=answer.address if answer else "",
        reference=answer.reference if answer else "",
    )
    check.save(force_insert=True)
    check.refresh_from_db(fields=["checked_at"])
    return check
