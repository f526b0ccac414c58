"""All languages share the tables of addresses, because no address is translated."""

from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation


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
