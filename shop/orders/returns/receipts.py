"""Signed links to the receipt of a withdrawal, which reveals nothing but the declaration."""

from django.core.signing import BadSignature, Signer

from shop.orders.returns.models import ReturnCase

SALT = "shop.returns.receipt"


def receipt_token(case: ReturnCase) -> str:
    """Return the token that opens the receipt of a case."""
    return Signer(salt=SALT).sign(str(case.public_id))


def case_for_token(token: str) -> ReturnCase | None:
    """Return the case of a token; None if it is forged or the case does not exist."""
    try:
        public_id = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    cases = ReturnCase.objects.select_related(
        "order__market__selling_entity", "replacement__market"
    )
    return cases.filter(public_id=public_id).first()
