"""Problem documents are in the language of the request; their codes are the same in each."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from shop.platform.problems.texts import GENERAL, REFUSALS, TITLES
from tests.api.reading import assert_problem
from tests.api.test_buying import BASKETS, opened, send
from tools.testing.factories.catalog import RightsWorld

LANGUAGES = [code for code, _name in settings.LANGUAGES]
OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_problems_is_translated(language: str) -> None:
    texts = [*TITLES.values(), *GENERAL.values(), *REFUSALS.values()]
    assert len(texts) > 50
    with override("en"):
        english = [str(text) for text in texts]
    with override(language):
        alike = [text for text, source in zip(texts, english, strict=True) if str(text) == source]
    assert alike == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_problems_of_every_kind_are_in_the_language_asked_for(
    world: RightsWorld, client: Client, language: str
) -> None:
    """A view's own, REST framework's, an unknown address, a body that is too large."""
    english = {"not_found": "The requested resource does not exist."}
    requests = [
        (client.get("/api/v1/orders/none", **asked(language)), 404, "not_found"),
        (client.get("/api/v1/nothing", **asked(language)), 404, "not_found"),
        (client.delete("/api/v1/markets", **asked(language)), 405, "method_not_allowed"),
        (client.get("/api/v1/licensee/orders", **asked(language)), 401, "not_authenticated"),
        (
            client.post("/api/v1/baskets", "{" * 5, "application/json", **asked(language)),
            400,
            "parse_error",
        ),
        (
            client.post("/api/v1/baskets", b" " * (4 << 20), "application/json", **asked(language)),
            413,
            "body_too_large",
        ),
    ]
    for answer, status, code in requests:
        assert_problem(answer, status, code)
        assert answer.headers["Content-Language"] == language, code
        assert "accept-language" in answer.headers["Vary"].lower(), code
        if code in english:
            assert (answer.json()["detail"] == english[code]) is (language == "en")
        assert (answer.json()["title"] == str(TITLES[status])) is (language == "en")


def asked(language: str) -> dict[str, dict[str, str]]:
    return {"headers": {"Accept-Language": language}}


def test_the_parameter_wins_over_the_header(world: RightsWorld, client: Client) -> None:
    answer = client.get("/api/v1/licensee/orders?language=fr", headers={"Accept-Language": "de"})
    assert_problem(answer, 401, "not_authenticated")
    assert answer.headers["Content-Language"] == "fr"
    assert answer.json()["title"] == "Authentification requise"


def test_a_refusal_of_a_basket_is_in_the_language_of_the_answer(world: RightsWorld) -> None:
    world.product(sku="PIN-1", stock=1)
    token = opened()["token"]
    answer = send(f"{BASKETS}{token}/lines/?language=fr", {"sku": "PIN-1", "quantity": 5})
    assert_problem(answer, 409, "out_of_stock")
    assert answer.headers["Content-Language"] == "fr"
    assert answer.json()["detail"] == "Il n’y a pas assez d’unités en stock."
    assert answer.json()["title"] == "Conflit"
    fields = send(f"{BASKETS}{token}/lines/?language=fr", {"quantity": 0}).json()["errors"]
    assert {error["pointer"] for error in fields} == {"#/sku", "#/quantity"}
    assert "Ce champ est obligatoire." in {error["detail"] for error in fields}
