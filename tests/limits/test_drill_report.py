"""The drill of revocations fails when it saw too little to prove anything."""

from tools.drills.revocation import LEAST_OF_A_SURFACE, SURFACES, Answer, _report


def answers(before: int, after: int) -> list[Answer]:
    return [
        *(Answer(name, 1.0, 2.0, True, 200) for name in SURFACES for _ in range(before)),
        *(Answer(name, 4.0, 5.0, False, 200) for name in SURFACES for _ in range(after)),
    ]


def test_a_run_that_saw_enough_passes() -> None:
    assert _report("hold", answers(LEAST_OF_A_SURFACE, LEAST_OF_A_SURFACE), 3.0) == 0


def test_a_run_that_saw_nothing_after_the_commit_fails() -> None:
    assert _report("hold", answers(LEAST_OF_A_SURFACE, 0), 3.0) > 0


def test_a_run_that_saw_nothing_before_the_commit_fails() -> None:
    assert _report("hold", answers(0, LEAST_OF_A_SURFACE), 3.0) > 0


def test_what_was_sold_after_the_commit_fails() -> None:
    stale = [Answer("list", 4.0, 5.0, True, 200)]
    assert _report("hold", answers(LEAST_OF_A_SURFACE, LEAST_OF_A_SURFACE) + stale, 3.0) == 1
