"""A drill that observed too little fails."""

from tools.drills.observations import too_few


def test_enough_observations_are_no_fault() -> None:
    assert too_few({"kills": (6, 6), "lost events": (1, 0)}) == []


def test_too_few_and_none_at_all_are_faults() -> None:
    assert too_few({"kills": (5, 6)}) == ["only 5 kills observed, at least 6 needed"]
    assert too_few({"answers": (0, 0)}) == ["only 0 answers observed, at least 1 needed"]
