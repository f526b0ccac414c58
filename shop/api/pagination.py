"""Pages of lists: cursors that stay valid while rows are added, and links to the adjacent pages.

A cursor is encrypted and authenticated with a key derived from SECRET_KEY, so it reveals no row
numbers and cannot be forged. It is valid only for the list it was created for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast
from urllib.parse import parse_qs, urlencode

from django.conf import settings
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from shop.api.errors import ParameterProblem
from shop.platform.core.numbers import whole_number
from shop.platform.core.sealed_numbers import LONGEST, seal, unseal

# After the row, before the row, or the page of a list that is sorted by relevance.
Side = Literal["a", "b", "p"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The start of a page: after or before a row, or a page number."""

    after: int | None = None
    before: int | None = None
    page: int = 1


def page_parameters(*, default: int, most: int) -> list[OpenApiParameter]:
    """Return the query parameters of a list."""
    limit = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return [
        OpenApiParameter("limit", limit, description=f"Rows on a page, 1 to {most}."),
        OpenApiParameter(
            "cursor",
            {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": LONGEST},
            description="Start of the page; taken from `next` or `previous` of an answer.",
        ),
    ]


def read_cursor(request: Request) -> Cursor:
    """Return the start of the page. Raises `ParameterProblem`."""
    text = request.query_params.get("cursor")
    if text is None:
        return Cursor()
    try:
        side, number = _place(text, _list_name(request))
    except ValueError:
        message = _("This cursor does not belong to this list. Start without a cursor.")
        raise ParameterProblem("cursor", message) from None
    if side == "p":
        return Cursor(page=number)
    return Cursor(after=number) if side == "a" else Cursor(before=number)


def read_limit(request: Request, *, default: int, most: int) -> int:
    """Return the number of rows of a page. Raises `ParameterProblem`."""
    limit = whole_number(request.query_params.get("limit", str(default)), most)
    if not limit:
        message = _("Enter a whole number from 1 to %(most)s.") % {"most": most}
        raise ParameterProblem("limit", message)
    return limit


def links_around(
    request: Request, ids: Sequence[int], cursor: Cursor, *, has_more: bool
) -> dict[str, str | None]:
    """Return `next` and `previous` of a page of row ids in list order."""
    going_back = cursor.before is not None
    forward = going_back or has_more
    back = has_more if going_back else cursor.after is not None
    return {
        "next": _link(request, "a", ids[-1]) if ids and forward else None,
        "previous": _link(request, "b", ids[0]) if ids and back else None,
    }


def links_of_page(request: Request, page: int, *, has_more: bool) -> dict[str, str | None]:
    """Return `next` and `previous` of a numbered page."""
    return {
        "next": _link(request, "p", page + 1) if has_more else None,
        "previous": _link(request, "p", page - 1) if page > 1 else None,
    }


def _link(request: Request, side: Side, position: int) -> str:
    """Return the request's address with another cursor, its parameters in the order of names."""
    cursor = make_cursor(side, position, _list_name(request))
    query = request.META.get("QUERY_STRING", "")
    return f"{settings.BASE_URL}{escape_uri_path(request.path)}?{_with_cursor(query, cursor)}"


@lru_cache(maxsize=512)
def _with_cursor(query: str, cursor: str) -> str:
    values = parse_qs(query, keep_blank_values=True) | {"cursor": [cursor]}
    return urlencode(sorted(values.items()), doseq=True)


def _list_name(request: Request) -> str:
    return request.path_info.rstrip("/")


def make_cursor(side: Side, position: int, list_name: str) -> str:
    """Return a cursor; equal for equal positions, so that responses can be revalidated."""
    data = side.encode() + position.to_bytes(8, "big")
    return seal(data, secret=settings.SECRET_KEY, purpose=f"cursor {list_name}")


def _place(text: str, list_name: str) -> tuple[Side, int]:
    """Return side and position of a cursor. Raises `ValueError` if it belongs to another list."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    data = unseal(text, secrets=secrets, purpose=f"cursor {list_name}")
    return cast("Side", data[:1].decode()), int.from_bytes(data[1:], "big")
