"""The rules of common OpenAPI linters, checked without them: everything is described."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import jsonschema
import pytest
from drf_spectacular.generators import SchemaGenerator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from shop.api.schema.components import PROBLEM_RESPONSES
from shop.platform.core.errors import DomainError
from shop.platform.problems.texts import GENERAL, REFUSALS

SERVICES = (
    "commerce.business.errors",
    "commerce.giftcards.errors",
    "commerce.inventory.errors",
    "commerce.listing.elsewhere",
    "commerce.vouchers.errors",
    "finance.payments.errors",
    "imports.errors",
    "orders.errors",
    "platform.limits.errors",
)
# Refusals of the back office, of the pages or of the webhook.
NEVER_IN_THE_API = {
    "gift_card_not_issued",
    "gift_card_used",
    "gift_card_not_withdrawable",
    "nothing_to_resend",
    "address_saved_already",
    "address_book_full",
    "not_reserved",
    "adjustment_refused",
    "stock_take_refused",
    "refund_refused",
    "order_held",
    "dispatch_refused",
    "held_order_decided",
    "reference_missing",
    "card_not_found",
    "forged_event",
    "intent_not_cancellable",
    "wrong_offset",
    "not_arrived",
    "edited_meanwhile",
    "not_an_article",
}
METHODS = {"get", "put", "post", "patch", "delete"}


@pytest.fixture(scope="module")
def document() -> Any:
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(document: Any) -> Iterator[tuple[str, str, Any]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert method in METHODS
            yield path, method, operation


def test_every_operation_is_described(document: Any) -> None:
    tags = {tag["name"] for tag in document["tags"] if tag["description"]}
    seen = 0
    for path, method, operation in operations(document):
        seen += 1
        name = f"{method} {path}"
        assert operation["summary"], name
        assert not operation["summary"].endswith("."), name
        assert len(operation["summary"]) < 70, name
        assert operation["description"], name
        assert set(operation["tags"]) <= tags, name
        assert len(operation["tags"]) == 1, name
        assert "security" in operation, name
        assert operation["security"] != [{}], name
        assert not path.endswith("/"), name
    assert seen >= 29


def test_every_operation_documents_its_problems(document: Any) -> None:
    for path, method, operation in operations(document):
        statuses = set(operation["responses"])
        expected = {"400", "406", "500", "503"}
        expected |= {"404"} if "{" in path else set()
        expected |= {"401"} if operation["security"] else set()
        expected |= {"403", "429"} if "licensee" in path else set()
        expected |= set() if method == "get" else {"429"}
        expected |= {"413", "415"} if "requestBody" in operation else set()
        expected |= {"415"} if "Idempotency" in str(operation.get("parameters")) else set()
        assert expected <= statuses, (method, path, expected - statuses)
        problems = {status for status in statuses if status >= "4"}
        for status in problems:
            reference = f"#/components/responses/{PROBLEM_RESPONSES[status]}"
            assert operation["responses"][status] == {"$ref": reference}, (method, path, status)


def test_every_parameter_and_property_is_described(document: Any) -> None:
    missing = [
        f"{method} {path} {parameter['name']}"
        for path, method, operation in operations(document)
        for parameter in operation.get("parameters", ())
        if "$ref" not in parameter and not parameter.get("description")
    ]
    schemas = document["components"]["schemas"]
    properties = 0
    for name, schema in schemas.items():
        for field, content in schema.get("properties", {}).items():
            properties += 1
            if not content.get("description"):
                missing.append(f"{name}.{field}")
    assert properties > 150
    assert missing == []


def test_no_enum_has_a_hash_for_a_name(document: Any) -> None:
    enums = [name for name, schema in document["components"]["schemas"].items() if "enum" in schema]
    assert len(enums) > 10
    assert [name for name in enums if any(letter.isdigit() for letter in name)] == []


def test_waits_languages_and_versions_are_documented_as_headers(document: Any) -> None:
    responses = document["components"]["responses"]
    for name in ("TooManyRequests", "Unavailable"):
        assert "Retry-After" in responses[name]["headers"]
    assert "WWW-Authenticate" in responses["Unauthorized"]["headers"]
    for path, method, operation in operations(document):
        (success,) = (value for key, value in operation["responses"].items() if key[0] == "2")
        assert "Content-Language" in success["headers"], (method, path)


def test_every_link_leads_to_an_operation(document: Any) -> None:
    ids = {operation["operationId"] for _path, _method, operation in operations(document)}
    linked: set[str] = set()
    for _path, _method, operation in operations(document):
        for answer in operation["responses"].values():
            linked |= {link["operationId"] for link in answer.get("links", {}).values()}
    assert linked <= ids
    assert {name for name in ids if name.startswith(("orders_", "licensee_upload_"))} <= linked


def test_examples_are_valid(document: Any) -> None:
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:api", resource)
    checked = 0
    for _path, _method, operation in operations(document):
        bodies = [*operation["responses"].values(), operation.get("requestBody", {})]
        for content in (part for body in bodies for part in body.get("content", {}).values()):
            if "example" in content:
                schema = {"$ref": f"urn:api{content['schema']['$ref']}"}
                jsonschema.validate(content["example"], schema, registry=registry)
                checked += 1
    assert checked >= 20


def test_every_refusal_of_the_services_behind_the_api_has_a_text(document: Any) -> None:
    """A new domain error gets a text and a documented code, or is named as none of the API's."""
    modules = [import_module(f"shop.{name}") for name in SERVICES]
    errors = {
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, DomainError) and kind is not DomainError
    }
    codes = {kind.code for kind in errors} - NEVER_IN_THE_API
    assert len(codes) > 20
    assert codes <= {*REFUSALS, *GENERAL}
    assert codes <= set(document["components"]["schemas"]["ProblemCode"]["enum"])
