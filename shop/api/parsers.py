"""Parsers of request bodies: JSON of bounded depth."""

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from shop.problems.texts import detail_of


class BoundedJSONParser(JSONParser):
    """JSON that is nested more deeply than Python can read is a fault of the request."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the parsed body. Raises `ParseError`."""
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(detail_of("too_deep"), "too_deep") from None
