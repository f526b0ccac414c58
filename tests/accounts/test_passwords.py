"""Passwords that are leaked, common or made of the shop's own words are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from shop.identity.accounts.models import User


@pytest.mark.parametrize(
    "password",
    [
        *("stadiumstore", "olympics2028", "P@ssw0rd2024", "letmein2026", "Stadium-Store-2026!"),
        *("LosAngeles2028!", "0lymp1c$2024", "paris2024paris", "qwertyuiop12", "ida.martin2026"),
        *("MartinIda1!", "g0ldmedal2028", "teamusa2028!!", "iloveyou1234", "stad1umst0re#"),
    ],
)
def test_a_guessable_password_is_refused(password: str) -> None:
    person = User(email="ida.martin@fans.example", first_name="Ida", last_name="Martin")
    with pytest.raises(ValidationError):
        validate_password(password, person)


@pytest.mark.parametrize(
    "password",
    ["long-jump-over-sand", "x7#Kp!m2Qzv", "three boats under rain", "青い鳥が窓を叩く夜"],
)
def test_a_strong_password_is_accepted(password: str) -> None:
    validate_password(password, User(email="ida.martin@fans.example"))


def test_a_very_long_password_is_judged_and_accepted() -> None:
    validate_password("boat under rain, " * 60, User(email="ida@fans.example"))


def test_the_sign_up_page_says_what_to_do(db: None, client: Client) -> None:
    data = {"email": "ida@fans.example", "password1": "olympics2028"}
    page = client.post("/en-fr/accounts/signup/", data)
    assert "too easy to guess" in page.text
    assert not User.objects.exists()
