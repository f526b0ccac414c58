"""A query string of plain characters is passed on at once, as it would be cleaned."""

import string
from typing import Any

from django.http import HttpRequest, QueryDict
from django.test import RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st

from shop.web.typed_requests import TypedTextMiddleware

PLAIN = string.ascii_letters + string.digits + "=&_.-"


def cleaned(query: str) -> QueryDict:
    """Return the parameters that a view reads."""
    seen: list[HttpRequest] = []
    request = RequestFactory().get("/", QUERY_STRING=query)
    middleware: Any = TypedTextMiddleware(seen.append)  # type: ignore[arg-type]
    middleware(request)
    return seen[0].GET


@given(st.text(alphabet=PLAIN))
@example("email=ADA&login=Ada&recipient=A")
@example("q=Pin-1&market=fr&market=de&empty=")
def test_plain_parameters_are_read_as_any_other(query: str) -> None:
    with_another = cleaned(f"{query}&other=%21").copy()
    with_another.pop("other")
    assert cleaned(query) == with_another
