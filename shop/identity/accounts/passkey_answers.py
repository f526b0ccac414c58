"""Answers of passkeys that have another shape than WebAuthn requires are refused as wrong.

The library that reads them raises errors of its own for missing or odd parts, which allauth does
not expect. The forms of the pages and of the headless API share the functions replaced here.
"""

from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import Any

from allauth.mfa.adapter import get_adapter

from shop.platform.core.modules_on_use import load_on_use

READER = "allauth.mfa.webauthn.internal.auth"
PARSERS = ("parse_registration_response", "parse_authentication_response")
UNREADABLE = (TypeError, ValueError, LookupError, AttributeError)


def _refuse_unreadable(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @wraps(parse)
    def parse_or_refuse(response: Any) -> Any:
        try:
            return parse(response)
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error

    return parse_or_refuse


def _replace_parsers(reader: ModuleType) -> None:
    for name in PARSERS:
        setattr(reader, name, _refuse_unreadable(getattr(reader, name)))


def install() -> None:
    """Replace allauth's parsers when they are loaded: by the first passkey.

    The library that they need takes 3 MB.
    """
    load_on_use(READER, _replace_parsers)
