"""Renderer of responses: an amount is a string, as in the schema; a float would round it."""

from decimal import Decimal
from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder


class AmountEncoder(JSONEncoder):
    """JSON encoder that writes a decimal with all its digits."""

    def default(self, obj: Any) -> Any:
        """Return a decimal as a string."""
        return str(obj) if isinstance(obj, Decimal) else super().default(obj)


class AmountRenderer(JSONRenderer):
    """JSON with amounts as strings."""

    encoder_class = AmountEncoder


def write_json(data: Any) -> str:
    """Return data as the renderer writes them, without an indent."""
    return AmountRenderer().render(data).decode()
