"""Every word of the shop has a translation into every language, with the same placeholders."""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import polib
import pytest
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation import gettext, ngettext, override
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
SOURCES = ("shop", "catalog", "licensing")
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
KEYWORDS |= {"gettext_noop": None}
KEYWORDS |= {"npgettext": ((1, "c"), 2, 3), "pgettext": ((1, "c"), 2)}
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


@cache
def words_in_use() -> frozenset[str]:
    """Return every text that code or a template marks for translation."""
    return frozenset(_words_of_sources())


def _words_of_sources() -> Iterator[str]:
    for package in SOURCES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield from _words(path.read_text())
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            yield from _words(templatize(path.read_text()))


def _words(source: str) -> Iterator[str]:
    found = extract_python(io.BytesIO(source.encode()), KEYWORDS, (), {"encoding": "utf-8"})
    for _line, _function, messages, _comments in found:
        first = messages[0] if isinstance(messages, tuple) else messages
        if first:
            yield first


def placeholders(text: str) -> set[str]:
    """Return the names and tags that a translation must keep."""
    plain = re.sub(r"%\((\w+)\)[sd]", "", text)
    braces = {name for _text, name, _format, _convert in Formatter().parse(plain) if name}
    return braces | set(re.findall(r"%\(\w+\)[sd]|<[^>]+>", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    translated = {entry.msgid for entry in catalogue(language) if entry.translated()}
    assert sorted(words_in_use() - translated) == []


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_no_translation_is_without_a_source(language: str) -> None:
    entries = catalogue(language)
    # The English file also replaces texts of libraries, which stand in no source of ours.
    ours = {entry.msgid for entry in entries if language != "en" or not entry.msgstr}
    assert sorted(ours - words_in_use()) == []
    assert entries.obsolete_entries() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_names_and_tags(language: str) -> None:
    changed = []
    for entry in catalogue(language):
        allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        if entry.msgid_plural:
            texts = [text for text in entry.msgstr_plural.values() if placeholders(text) - allowed]
        else:
            texts = [entry.msgstr] if placeholders(entry.msgstr) != allowed else []
        changed += texts
    assert changed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_have_every_form_of_the_language(language: str) -> None:
    plurals = [entry for entry in catalogue(language) if entry.msgid_plural]
    assert plurals
    with override(language):
        for entry in plurals:
            for number in range(120):
                text = ngettext(entry.msgid, entry.msgid_plural, number)
                assert text in entry.msgstr_plural.values(), (entry.msgid, number)


def test_our_english_wins_over_that_of_libraries() -> None:
    changed = {entry.msgid for entry in catalogue("en") if entry.msgstr not in {"", entry.msgid}}
    with override("en"):
        assert [word for word in words_in_use() - changed if gettext(word) != word] == []
