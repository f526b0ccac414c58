"""Babel's data about all locales, without the parts that the shop does not use."""

from typing import Any, cast

from babel import core

# Languages of territories and the like: 2 MB. A locale like `zh-TW` that has no file needs some.
RARE = frozenset(
    {"likely_subtags", "territory_aliases", "territory_currencies", "territory_languages"}
)


class _UsedParts(dict[str, Any]):
    def get(self, key: str, default: Any = None, /) -> Any:
        """Return a part; read all of them again if it was left out."""
        if key not in RARE:
            return super().get(key, default)
        core._global_data = None  # noqa: SLF001
        return core.get_global(key)  # type: ignore[arg-type]


def leave_rare_parts_out() -> None:
    """Keep only the parts that prices, dates and names of the shop's languages need."""
    core.get_global("parent_exceptions")  # reads all
    parts: Any = core._global_data  # noqa: SLF001
    used = {key: part for key, part in parts.items() if key not in RARE}
    core._global_data = cast("Any", _UsedParts(used))  # noqa: SLF001
