"""Asking the API as an app would, and reading its problem documents."""

from typing import Any

from django.test import Client

PRODUCTS = "/api/v1/products/"


def get(client: Client, path: str = "", **parameters: object) -> Any:
    """Return the answer to a question about products."""
    return client.get(path if path.startswith("/") else PRODUCTS + path, parameters)


def skus(client: Client, **parameters: object) -> list[str]:
    """Return the SKUs of the first page."""
    answer = get(client, **{"market": "fr", **parameters})
    assert answer.status_code == 200, answer.content
    return [row["sku"] for row in answer.json()["results"]]


def assert_problem(answer: Any, status: int, code: str, parameter: str | None = None) -> None:
    """The answer is a problem document (RFC 9457) with that code."""
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["code"] == code
    assert {"type", "title", "detail"} <= body.keys()
    assert body.get("parameter") == parameter
