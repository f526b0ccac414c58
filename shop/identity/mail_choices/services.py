"""Read and change what an account agreed to; the signed links that end a kind of mail."""

from collections.abc import Mapping

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from shop.identity.accounts.models import User
from shop.identity.mail_choices.models import MailChoice, OptionalMail

SALT = "shop.mail_choices"
Place = MailChoice.Place


def read_choices(user: User) -> dict[OptionalMail, bool]:
    """Return which optional mails an account gets; without an answer it gets none."""
    newest = MailChoice.objects.filter(user=user).order_by("kind", "-pk").distinct("kind")
    answers = dict(newest.values_list("kind", "wanted"))
    return {kind: answers.get(kind, False) for kind in OptionalMail}


def wants_mail(user_id: int, kind: OptionalMail) -> bool:
    """Return whether an account agreed to a kind of mail."""
    newest = MailChoice.objects.filter(user=user_id, kind=kind).order_by("-pk")
    return newest.values_list("wanted", flat=True).first() or False


def accounts_wanting(kind: OptionalMail) -> QuerySet[MailChoice, int]:
    """Return the ids of the accounts that agreed to a kind of mail; see `wants_mail`."""
    later = MailChoice.objects.filter(user=OuterRef("user"), kind=kind, pk__gt=OuterRef("pk"))
    answers = MailChoice.objects.filter(~Exists(later), kind=kind, wanted=True)
    return answers.values_list("user", flat=True)


@transaction.atomic
def change_choices(
    *, user: User, wanted: Mapping[OptionalMail, bool], place: MailChoice.Place
) -> None:
    """Store the answers that differ from those in force, with time, place and language."""
    locked = User.objects.select_for_update().filter(pk=user.pk, erased_at__isnull=True).first()
    if locked is None:
        return
    in_force = read_choices(locked)
    MailChoice.objects.bulk_create(
        MailChoice(
            user=locked, kind=kind, wanted=answer, place=place, language=get_language() or ""
        )
        for kind, answer in wanted.items()
        if answer != in_force[kind]
    )


def end_link(user_id: int, kind: OptionalMail, home: str) -> str:
    """Return the address that ends a kind of mail; `home` is the path of a market."""
    token = Signer(salt=SALT).sign(f"{user_id}.{kind.value}")
    return f"{settings.BASE_URL}{home}mails/{token}/"


def end_headers(link: str) -> dict[str, str]:
    """Return the headers with which a mail program ends a kind of mail (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read_end_link(token: str) -> tuple[User, OptionalMail] | None:
    """Return the account and the kind of a link's token; None if it is forged or erased."""
    try:
        user_id, kind = Signer(salt=SALT).unsign(token).split(".")
        user = User.objects.filter(pk=int(user_id), erased_at__isnull=True).first()
        return (user, OptionalMail(kind)) if user else None
    except (BadSignature, ValueError):
        return None
