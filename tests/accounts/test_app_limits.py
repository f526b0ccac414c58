"""An app that signs in too often gets status 429 and the header with the time to wait."""

from django.test import Client

from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory

LOGIN = "/_allauth/app/v1/auth/login"


def test_too_many_sign_ins_are_answered_with_429_and_the_time_to_wait(
    world: RightsWorld, limits: object
) -> None:
    body = {"email": UserFactory().email, "password": "wrong-password"}
    answers = [Client().post(LOGIN, body, "application/json") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "300"
    assert answers[-1].json()["status"] == 429
    assert answers[-1].json()["errors"][0]["code"] == "too_many_login_attempts"
    assert "Retry-After" not in answers[0].headers


def test_other_refusals_of_sign_in_keep_their_status(world: RightsWorld) -> None:
    answer = Client().post(LOGIN, {"email": "x"}, "application/json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["param"] == "email"
