"""Requests are answered in a function that reserves room for the frames of its calls."""

from shop import wsgi
from shop.call_room import RESERVED, with_room


def test_a_call_with_room_does_the_same() -> None:
    def divide(number: int, *, by: int) -> float:
        return number / by

    assert with_room(divide)(3, by=2) == 1.5


def test_requests_are_answered_with_room() -> None:
    assert wsgi._shop.__code__.co_stacksize == RESERVED
