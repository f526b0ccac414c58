"""The API describes itself in OpenAPI 3.1, and its responses match the description."""

import json
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tools.testing.factories.catalog import RightsWorld

# The schema does not list the markets or territories of a shop, and invalid filters are ignored:
# refusals of these do not follow from the schema.
MARKETS_ARE_DATA = [positive_data_acceptance, negative_data_rejection]


@pytest.fixture
def document(world: RightsWorld, client: Client) -> Any:
    answer = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_the_schema_is_valid_openapi_3_1(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    validate_schema(document)


def test_no_two_shapes_share_a_name(world: RightsWorld, client: Client) -> None:
    """The library warns of equal names and of what it cannot describe."""
    GENERATOR_STATS.reset()
    client.get("/api/v1/schema/")
    assert not GENERATOR_STATS, str(GENERATOR_STATS._warn_cache)


def test_the_schema_names_every_question_of_the_api(document: Any) -> None:
    assert {"/api/v1/markets", "/api/v1/products", "/api/v1/products/{sku}"} <= set(
        document["paths"]
    )
    parameters = document["paths"]["/api/v1/products"]["get"]["parameters"]
    asked = {item["name"] for item in parameters if "name" in item}
    assert {"market", "territory", "language", "q", "limit", "cursor", "games"} <= asked


@pytest.mark.slow
def test_generated_questions_are_answered_as_the_schema_says(committed_world: RightsWorld) -> None:
    """Every status and body is one that the schema allows; nothing is a server error."""
    committed_world.product(sku="PIN-1", sizes=["S"])
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", get_wsgi_application())
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) >= 3
    for operation in operations:
        _ask(operation)


def _ask(operation: Any) -> None:
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def is_answered_as_promised(case: Any) -> None:
        case.call_and_validate(
            headers={"Accept-Encoding": "identity"}, excluded_checks=MARKETS_ARE_DATA
        )

    is_answered_as_promised()
