"""The visitor's parts of a public page: units in the basket, and the email address in a form.

A guest's units are read with the page, in the same statement. A session needs two more: one for the
session itself, and one for its person with the units in the account's basket.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Func, IntegerField, OuterRef, Subquery, Sum
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from shop.identity.accounts.models import User
from shop.identity.accounts.sessions import SessionStore
from shop.oscar.basket.middleware import COOKIE_PREFIX, read_number
from shop.oscar.basket.models import Basket, Line
from shop.web.form_answers import SESSION_KEY as FORM_ANSWER

MESSAGES = "messages"  # the cookie; in a session the key begins with an underscore


@dataclass(frozen=True, slots=True)
class Visitor:
    """The parts of a page that are about its visitor; `basket` is the number of a guest's."""

    units: int = 0
    email: str = ""
    basket: int | None = None


def find_visitor(request: HttpRequest, market_code: str) -> Visitor | None:
    """Return who asks for a page; None if only the views can answer.

    They show pending messages and forms, note the use of a session, join the baskets of somebody
    who has just signed in, and end a session that is over.
    """
    cookies = request.COOKIES
    if MESSAGES in cookies:
        return None
    basket = cookies.get(f"{COOKIE_PREFIX}{market_code}", "")
    if not cookies.get(settings.SESSION_COOKIE_NAME):
        return Visitor(basket=read_number(basket) if basket else None)
    session = SessionStore.for_client(cookies[settings.SESSION_COOKIE_NAME])
    data: dict[str, Any] = dict(session.items())
    if not data or session.modified or FORM_ANSWER in data or f"_{MESSAGES}" in data:
        return None
    if SESSION_KEY not in data:
        return Visitor(basket=read_number(basket) if basket else None)
    return None if basket else _person(data, market_code)


def _person(data: dict[str, Any], market_code: str) -> Visitor | None:
    """Return the person of a session, checked as Django checks it; None if it opens no account."""
    lines = Line.objects.filter(
        basket__owner=OuterRef("pk"),
        basket__status=Basket.OPEN,
        basket__market__code=market_code,
    ).order_by()
    units = lines.values("basket__owner").annotate(units=Sum("quantity")).values("units")
    people = User.objects.filter(pk=data[SESSION_KEY], is_active=True)
    baskets = Basket.objects.filter(
        owner=OuterRef("pk"), status=Basket.OPEN, market__code=market_code
    ).order_by()
    cards = baskets.annotate(
        cards=Func("bought_cards", function="jsonb_array_length", output_field=IntegerField())
    ).values("cards")[:1]
    user = people.annotate(units=Subquery(units), cards=Subquery(cards)).first()
    if user is None or data.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    if not constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return None
    return Visitor(units=int(user.units or 0) + int(user.cards or 0), email=str(user.email))
