"""Renderer of answers: an amount is a text, as in the schema; a float would round it."""

from decimal import Decimal
from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder


class AmountEncoder(JSONEncoder):
    """Writes a decimal with all its digits."""

    def default(self, obj: Any) -> Any:
        """Return a decimal as text."""
        return str(obj) if isinstance(obj, Decimal) else super().default(obj)


class AmountRenderer(JSONRenderer):
    """JSON with amounts as texts."""

    encoder_class = AmountEncoder
