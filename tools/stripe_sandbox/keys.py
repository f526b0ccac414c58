"""API keys: where a request contains one, and the permissions of each kind."""

import base64
import binascii
import time

from starlette.requests import Request

from tools.stripe_sandbox.context import Options
from tools.stripe_sandbox.errors import unauthorized
from tools.stripe_sandbox.store import Record, Store

SECRET_PREFIXES = ("sk_test_", "rk_test_")
PUBLISHABLE_PREFIX = "pk_test_"
EPHEMERAL_PREFIX = "ek_test_"
NO_KEY = (
    "You did not provide an API key. You need to provide your API key in the Authorization header,"
    " using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See"
    " https://stripe.com/docs/api#authentication for details."
)
KIND_REFUSED = (
    "This API call cannot be made with a publishable API key. Please use a secret API key. You can"
    " find a list of your API keys at https://dashboard.stripe.com/account/apikeys."
)


def key_of(request: Request, values: Record) -> str:
    """Return the key of the Authorization header or, as sent by Stripe.js, of the parameters."""
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    parameter = values.pop("key", None)
    if scheme.lower() == "bearer":
        return credentials.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(credentials).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return str(parameter or "")


def check_key(key: str, options: Options) -> None:
    """Refuse live keys, which must never be sent to a stand-in, and keys other than the configured
    one.
    """
    if not key:
        raise unauthorized(NO_KEY)
    if key.startswith(PUBLISHABLE_PREFIX):
        known = options.publishable_key in {None, key}
    elif key.startswith(SECRET_PREFIXES):
        known = options.secret_key in {None, key}
    else:
        known = key.startswith(EPHEMERAL_PREFIX)
    if known:
        return
    shown = f"{key[:8]}{'*' * max(0, len(key) - 8)}"
    raise unauthorized(f"Invalid API Key provided: {shown} (the Stripe sandbox takes test keys)")


def ephemeral_customer(store: Store, key: str) -> str:
    """Return the customer of an ephemeral key."""
    for record in store.every("ephemeral_key"):
        if record["secret"] == key and record["expires"] > time.time():
            customer: str = record["associated_objects"][0]["id"]
            return customer
    message = "Invalid or expired ephemeral key."
    raise unauthorized(message, "api_key_expired")
