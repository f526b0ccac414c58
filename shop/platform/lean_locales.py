"""Babel's data of locales, without the parts that the shop does not use.

A locale takes a megabyte, most of it names of time zones and units. A part that is left out is read
when somebody asks for it; `tests/layout/test_memory_of_processes.py` compares both.
"""

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel import core, localedata

RARE = frozenset(
    {
        "compact_currency_formats",
        "compact_decimal_formats",
        "compound_unit_patterns",
        "currency_names_plural",
        "date_fields",
        "languages",
        "meta_zones",
        "scripts",
        "time_zones",
        "unit_display_names",
        "unit_patterns",
        "variants",
    }
)
UNITS = "unit_patterns"
USED_UNITS = ("mass-gram",)
RARE_GLOBAL = frozenset(
    {
        "likely_subtags",
        "meta_zones",
        "territory_currencies",
        "territory_languages",
        "territory_zones",
        "windows_zone_mapping",
        "zone_aliases",
        "zone_territories",
    }
)

_load = localedata.load
_reading_all = False  # changed and read under Babel's lock only


def save_memory() -> None:
    """Let Babel keep only what the shop uses of its data."""
    localedata.load = _load_used
    core._global_data = _LeanGlobal()  # type: ignore[assignment]  # noqa: SLF001


class _Lean(dict[Any, Any]):
    """Data of a locale, whose rare parts are read on use."""

    def __init__(self, locale: str, data: Mapping[Any, Any]) -> None:
        super().__init__((key, value) for key, value in data.items() if key not in RARE)
        self.locale = locale
        self[UNITS] = _LeanUnits(locale, data[UNITS])

    def __missing__(self, key: Any) -> Any:
        if key not in RARE:
            raise KeyError(key)
        self[key] = _load_all(self.locale)[key]
        return self[key]


class _LeanUnits(dict[Any, Any]):
    """Patterns of the units that the shop writes; the others are read on use."""

    def __init__(self, locale: str, patterns: Mapping[Any, Any]) -> None:
        super().__init__((unit, patterns[unit]) for unit in USED_UNITS if unit in patterns)
        self.locale = locale

    def __missing__(self, unit: Any) -> Any:
        every = _load_all(self.locale)[UNITS]
        if unit not in every:
            raise KeyError(unit)
        self.update(every)
        return every[unit]


class _LeanGlobal(dict[str, Any]):
    """Data of all locales, read on use, the rare parts only if somebody asks for them."""

    def get(self, key: str, default: Any = None) -> Any:
        """Return a part."""
        if key not in self:
            path = Path(str(core.__file__)).with_name("global.dat")
            every = pickle.loads(path.read_bytes())  # noqa: S301  a file of the library
            used = {part: data for part, data in every.items() if part not in RARE_GLOBAL}
            self.update(used | {key: every.get(key, default)})
        return super().get(key, default)


def _load_used(name: Any, merge_inherited: bool = True) -> Any:  # noqa: FBT001, FBT002  as Babel's
    """Return the data of a locale without their rare parts, as `babel.localedata.load` does."""
    with localedata._cache_lock:  # noqa: SLF001
        data = _load(name, merge_inherited)
        if _reading_all or not merge_inherited or isinstance(data, _Lean):
            return data
        lean = _Lean(str(name), data)
        localedata._cache[str(name)] = lean  # noqa: SLF001
        return lean


def _load_all(name: str) -> Mapping[Any, Any]:
    """Return all data of a locale, and keep none of them."""
    global _reading_all  # noqa: PLW0603
    with localedata._cache_lock:  # noqa: SLF001
        kept = dict(localedata._cache)  # noqa: SLF001
        localedata._cache.clear()  # noqa: SLF001
        _reading_all = True
        try:
            return _load(name)
        finally:
            _reading_all = False
            localedata._cache.clear()  # noqa: SLF001
            localedata._cache.update(kept)  # noqa: SLF001
