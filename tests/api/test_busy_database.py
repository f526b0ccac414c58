"""A database that keeps a request waiting too long is answered with when to try again."""

from django.db import connection
from django.test import Client

from tests.api.reading import assert_problem
from tools.testing.factories.catalog import RightsWorld


def test_a_lock_that_is_not_had_in_time_is_answered_with_when_to_try_again(
    committed_world: RightsWorld,
) -> None:
    committed_world.product(sku="PIN-1")
    token = Client().post("/api/v1/baskets/", {"market": "fr"}, "application/json").json()["token"]
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("lock table catalogue_product in access exclusive mode")
        with connection.cursor() as cursor:
            cursor.execute("set lock_timeout = '50ms'")
        answer = Client().post(
            f"/api/v1/baskets/{token}/lines/", {"sku": "PIN-1"}, "application/json"
        )
        assert_problem(answer, 503, "busy")
        assert answer.headers["Retry-After"] == "2"
        page = Client(raise_request_exception=False).get("/en-fr/products/")
        assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("reset lock_timeout")
