"""Cursors: the place in a list is the last row seen, so rows added meanwhile shift nothing."""

import base64
import binascii
from collections.abc import Sequence

from rest_framework.request import Request
from rest_framework.utils.urls import remove_query_param, replace_query_param

from shop.api.errors import ParameterProblem
from shop.core.numbers import whole_number
from shop.listing.queries import ListQuery


def read_cursor(text: str | None) -> tuple[int | None, int | None]:
    """Return (after, before), one of them or none. Raises `ParameterProblem`."""
    if not text:
        return None, None
    try:
        side, _, number = base64.urlsafe_b64decode(text.encode()).decode().partition(":")
        position = int(number)
    except (ValueError, binascii.Error):
        raise ParameterProblem("cursor", "This cursor was not made here.") from None
    if side not in {"a", "b"} or not 0 < position < 2**62:
        raise ParameterProblem("cursor", "This cursor was not made here.")
    return (position, None) if side == "a" else (None, position)


def read_limit(request: Request, *, default: int, most: int) -> int:
    """Return how many rows a page shall have. Raises `ParameterProblem`."""
    limit = whole_number(request.query_params.get("limit", str(default)), most)
    if not limit:
        raise ParameterProblem("limit", f"limit must be a number from 1 to {most}.")
    return limit


def page_links(
    request: Request, ids: Sequence[int], query: ListQuery, *, has_more: bool
) -> dict[str, str | None]:
    """Return `next` and `previous` for a page of row ids in list order."""
    return links_around(request, ids, after=query.after, before=query.before, has_more=has_more)


def links_around(
    request: Request,
    ids: Sequence[int],
    *,
    after: int | None,
    before: int | None,
    has_more: bool,
) -> dict[str, str | None]:
    """Return `next` and `previous` for a page that was asked for by one of the two, or none."""
    going_back = before is not None
    forward = going_back or has_more
    back = has_more if going_back else after is not None
    return {
        "next": _link(request, "a", ids[-1]) if ids and forward else None,
        "previous": _link(request, "b", ids[0]) if ids and back else None,
    }


def _link(request: Request, side: str, position: int) -> str:
    cursor = base64.urlsafe_b64encode(f"{side}:{position}".encode()).decode()
    address = remove_query_param(request.build_absolute_uri(), "cursor")
    return str(replace_query_param(address, "cursor", cursor))
