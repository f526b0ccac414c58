"""The probes distinguish a running process from one that can serve requests."""

from django.db import connection
from django.test import Client


def test_a_process_without_database_is_alive(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_without_a_worker_the_shop_is_not_ready(client: Client, db: None) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {"database": True, "migrations": True, "worker": False}


def test_with_a_beating_worker_the_shop_is_ready(client: Client, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now())")
    assert client.get("/readyz").status_code == 200


def test_an_unknown_api_address_answers_a_problem_document(client: Client) -> None:
    response = client.get("/api/none")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"
