"""Serializer fields for codes: width, dashes, spaces and invisible characters are ignored.

The parsers clean every other text of a body. A code is validated after normalization; the schema
names no pattern, since more forms than the normalized one are accepted.
"""

import re
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from shop.platform.core.typed_text import normalize_code, plain_code


class NumberField(serializers.CharField):
    """A number whose case is significant, such as an SKU."""

    def __init__(self, pattern: str, **options: Any) -> None:
        super().__init__(**options)
        self._pattern = re.compile(pattern)

    def run_validation(self, data: Any = empty) -> Any:
        """Normalize the number, then validate it."""
        return super().run_validation(self.normalize(data) if isinstance(data, str) else data)

    def to_internal_value(self, data: Any) -> str:
        """Return the number. Raises `ValidationError` for an invalid text."""
        number: str = super().to_internal_value(data)
        if not self._pattern.fullmatch(number):
            message = serializers.RegexField.default_error_messages["invalid"]
            raise serializers.ValidationError(message, code="invalid")
        return number

    def normalize(self, typed: str) -> str:
        """Return the normalized number."""
        return plain_code(typed)


class CodeField(NumberField):
    """A code in capitals, such as a country code."""

    def normalize(self, typed: str) -> str:
        """Return the normalized code."""
        return normalize_code(typed)
