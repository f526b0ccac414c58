"""The minimum number of observations: a drill that observed less fails, whatever the result."""

from collections.abc import Mapping


def too_few(observed: Mapping[str, tuple[int, int]]) -> list[str]:
    """Return a fault for each name observed fewer times than required.

    `observed` maps a name to the number observed and the minimum.
    """
    return [
        f"only {number} {name} observed, at least {max(least, 1)} needed"
        for name, (number, least) in observed.items()
        if number < max(least, 1)
    ]
