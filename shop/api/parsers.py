"""Parsers of request bodies: JSON of limited depth, and forms; both normalize text."""

from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, JSONParser, MultiPartParser

from shop.platform.core.typed_text import clean_typed, clean_values
from shop.platform.problems.texts import detail_of


class BoundedJSONParser(JSONParser):
    """JSON with normalized text; nesting that Python cannot read is an error of the request."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the parsed body. Raises `ParseError`."""
        try:
            return clean_values(super().parse(stream, media_type, parser_context))
        except RecursionError:
            raise ParseError(detail_of("too_deep"), "too_deep") from None
        except ParseError as error:
            reason = str(error.__context__ or error.detail)
            raise ParseError(
                _("The request body is not valid JSON: %(reason)s") % {"reason": reason}
            ) from None


class CleanMultiPartParser(MultiPartParser):
    """Form data of an upload, with normalized text."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> DataAndFiles:
        """Return fields and files."""
        sent = super().parse(stream, media_type, parser_context)
        fields = sent.data.copy()
        for name, values in sent.data.lists():
            fields.setlist(name, [clean_typed(value) for value in values])
        return DataAndFiles(fields, sent.files)
