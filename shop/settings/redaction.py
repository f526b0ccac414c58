"""Redaction of logs and error reports: tokens in URLs, query strings, keys and email addresses.

`tests/settings/test_redaction.py` walks all URL patterns and fails for a token that is not hidden.
"""

import re
from typing import Any

HIDDEN = "…"
# The holder of the token after one of these segments may see an order, change a basket, join a team
# or set a password.
_TOKEN_AFTER = re.compile(
    r"(/(?:orders?|pay|baskets|restock|mails|withdrawal|factor-reset|join|key|confirm-email|imports|uploads)/)[^/\s?\"']+"
)
_QUERY = re.compile(r"(?<=[\w/.…-])\?[^\s\"'<>]+=[^\s\"'<>]*")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+\.[\w.-]+")
_SECRET = re.compile(r"\b(?:ssk|sk|rk|whsec|pi|seti|cus|pm)_[\w-]{8,}")
# A request id may have three groups of four digits, as a gift card has.
_ID_OR_GIFT_CARD = re.compile(
    r"\b(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b|\b[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2,4}\b"
)
# PostgreSQL repeats the refused row after DETAIL; Python quotes the value that it refuses.
_DETAIL = re.compile(r"(DETAIL|CONTEXT):.*", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def hide(text: str) -> str:
    """Return a text without tokens, query strings, keys and email addresses."""
    text = _TOKEN_AFTER.sub(rf"\1{HIDDEN}", text)
    text = _QUERY.sub(f"?{HIDDEN}", text)
    text = _SECRET.sub(HIDDEN, text)
    text = _ID_OR_GIFT_CARD.sub(lambda found: found["id"] or HIDDEN, text)
    return _EMAIL.sub(HIDDEN, text)


def hide_everywhere(value: Any) -> Any:
    """Return a structure of dictionaries and lists whose texts are hidden."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, dict):
        return {name: hide_everywhere(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [hide_everywhere(part) for part in value]
    return value


def hide_values(text: str) -> str:
    """Return an exception's message without the values that it quotes."""
    return hide(_QUOTED.sub(f"'{HIDDEN}'", _DETAIL.sub(rf"\1: {HIDDEN}", text)))
