"""Parts of the schema that belong to no operation: information, tags, servers, links, examples."""

from typing import Any

from django.conf import settings

from shop.api.descriptions import describe_operations
from shop.api.schema.components import COMPONENTS
from shop.api.schema.examples import EXAMPLES
from shop.api.schema.links import LINKS

DESCRIPTION = """\
Sell licensed merchandise in an app, or connect a licensee's systems.

**Versions.** Addresses begin with `/api/v1`. Within v1, members, parameters, operations and codes
are only added: ignore what you do not know. Addresses work with and without a slash at the end.

**Credentials.** Guests need none. A signed-in person sends the session token that
`/_allauth/app/v1/auth/login` returned as `X-Session-Token`. A licensee's system sends its API key
as `Authorization: Bearer`. Baskets and orders have tokens of their own: who knows one may use it.

**Languages.** Texts are in the language of `?language=`, else in the best match of
`Accept-Language`, among those of the market. `Content-Language` names it.

**Errors.** Every error is a problem document (RFC 9457). Decide by `status` and `code`; `detail`
is for people. `errors` names each bad value by JSON pointer, parameter or header. Unknown
parameters and unknown members of a request body are refused.

**Repeated writes.** Send an `Idempotency-Key` with each POST and PATCH that takes one. The same
key and body return the first answer for 24 hours; PUT and DELETE can be repeated without a key.

**Limits.** Writes are limited by address and by visitor, licensees by key. 429 and 503 have
`Retry-After`, in seconds. A request body has at most 3 MB, apart from uploads of licensees.

**Lists.** `next` and `previous` are complete addresses; cursors are opaque.

**Caching.** Public answers have an `ETag`. Send it as `If-None-Match` to get 304 without a body.

**Amounts** are strings with the currency's decimals; members that end in `_minor` are integers in
its smallest unit. **Times** are RFC 3339 in UTC.
"""
FORMS = {"SentFileRequest", "SentPicturesRequest"}  # multipart; other parts are ignored
TAGS = {
    "Markets": "Where the shop sells, in which currencies and languages.",
    "Products": "What can be sold, in a market to a territory.",
    "Baskets": "Items to buy, their price, and the order created from them.",
    "Orders": "State, payment and cancellation of an order.",
    "Account": "What a signed-in person chose for the account.",
    "Sessions": "The session of a signed-in person.",
    "Licensee products": "A licensee's own products and their state.",
    "Licensee orders": "Orders for a licensee to pack.",
    "Licensee stock": "Counted stock of a licensee.",
    "Licensee uploads": "Imports of products: upload, check, apply, submit, undo.",
}


def without_slashes(endpoints: list[Any], **_options: Any) -> list[Any]:
    """Omit the second form of each address, which ends with a slash.

    The schema needs the descriptions of the operations from now on.
    """
    describe_operations()
    return [endpoint for endpoint in endpoints if not endpoint[0].endswith("/")]


def complete(result: Any, **_options: Any) -> Any:
    """Return the schema with information, tags, servers, components, links and examples."""
    result["info"] |= {
        "description": DESCRIPTION,
        "contact": {"name": "Stadium Store", "url": settings.BASE_URL},
        "license": {"name": "Proprietary", "url": f"{settings.BASE_URL}/"},
    }
    result["servers"] = [{"url": "/", "description": "The shop that serves this document."}]
    result["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("Request") and name not in FORMS:
            schema["additionalProperties"] = False
    for kind, parts in COMPONENTS.items():
        result["components"].setdefault(kind, {}).update(parts)
    for item in result["paths"].values():
        for operation in item.values():
            _add_links(operation)
            _add_examples(operation)
    return result


def _add_links(operation: Any) -> None:
    for status, links in LINKS.get(operation["operationId"], {}).items():
        operation["responses"][status]["links"] = links


def _add_examples(operation: Any) -> None:
    for status, answer in operation["responses"].items():
        example = EXAMPLES.get((operation["operationId"], status))
        if example is not None:
            answer["content"]["application/json"]["example"] = example
    request = EXAMPLES.get((operation["operationId"], "request"))
    if request is not None:
        for content in operation["requestBody"]["content"].values():
            content["example"] = request
