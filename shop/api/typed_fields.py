"""Serializer fields for codes: width, dashes, spaces and invisible characters do not matter.

The parsers clean every other text of a body. A code is checked after it is brought into its one
form; the schema names no pattern, since what is accepted is more than that form.
"""

import re
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from shop.platform.core.typed_text import normalize_code, plain_code


class NumberField(serializers.CharField):
    """A number whose case is its own, such as an SKU."""

    def __init__(self, pattern: str, **options: Any) -> None:
        super().__init__(**options)
        self._pattern = re.compile(pattern)

    def run_validation(self, data: Any = empty) -> Any:
        """Bring the number into its one form, then check it."""
        return super().run_validation(self.normalize(data) if isinstance(data, str) else data)

    def to_internal_value(self, data: Any) -> str:
        """Return the number. Raises `ValidationError` for a text that cannot be one."""
        number: str = super().to_internal_value(data)
        if not self._pattern.fullmatch(number):
            message = serializers.RegexField.default_error_messages["invalid"]
            raise serializers.ValidationError(message, code="invalid")
        return number

    def normalize(self, typed: str) -> str:
        """Return the one form of a typed number."""
        return plain_code(typed)


class CodeField(NumberField):
    """A code in capitals, such as a country code."""

    def normalize(self, typed: str) -> str:
        """Return the one form of a typed code."""
        return normalize_code(typed)
