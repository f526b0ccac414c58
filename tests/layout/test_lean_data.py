"""Answers do not change by data that processes leave out of their memory."""

from typing import Any

import pytest
from babel import localedata
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from shop.platform import lean_locales


def test_lean_data_of_a_locale_equal_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    # Babel replaces what it resolves in the data that other tests have used.
    monkeypatch.setattr(localedata, "_cache", {})
    for name in ("en_FR", "ar"):
        whole = lean_locales._load_all(name)
        lean = localedata.load(name)
        units = whole[lean_locales.UNITS]
        assert {unit: repr(lean[lean_locales.UNITS][unit]) for unit in units} == {
            unit: repr(units[unit]) for unit in units
        }
        for part in set(whole) - {lean_locales.UNITS}:
            assert repr(lean[part]) == repr(whole[part]), part


def test_no_address_is_translated_because_languages_share_the_tables() -> None:
    def patterns(resolver: URLResolver) -> list[Any]:
        found: list[Any] = []
        for entry in resolver.url_patterns:
            found.append(entry.pattern)
            found += patterns(entry) if not isinstance(entry, URLPattern) else []
        return found

    found = patterns(get_resolver())
    texts = [getattr(pattern, "_route", getattr(pattern, "_regex", "")) for pattern in found]
    assert len(texts) > 500
    assert all(type(text) is str for text in texts)
    assert not any(isinstance(pattern, LocalePrefixPattern) for pattern in found)
    tables = []
    for language in ("en", "ar"):
        with translation.override(language):
            tables.append(get_resolver().reverse_dict)
    assert tables[0] is tables[1]
