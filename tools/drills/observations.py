"""The least that a drill must observe: one that saw too little fails, whatever it found."""

from collections.abc import Mapping


def too_few(observed: Mapping[str, tuple[int, int]]) -> list[str]:
    """Return a fault for everything of which fewer than the least was observed.

    `observed` maps a name to the number observed and the least number.
    """
    return [
        f"only {number} {name} observed, at least {max(least, 1)} needed"
        for name, (number, least) in observed.items()
        if number < max(least, 1)
    ]
