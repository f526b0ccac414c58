"""Text from outside is brought into one form before anything is checked or compared."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.platform.core.typed_text import (
    clean_lines,
    clean_text,
    compact_code,
    fold_width,
    normalize_code,
    normalize_email,
    plain_text,
)

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" scarf-bra-1 ", "SCARF-BRA-1"),
        ("ｍｓ－ｋ２ａｐ", "MS-K2AP"),
        ("MS\u2212K2AP\u200b", "MS-K2AP"),
        ("\u202aMS\u2011K2AP\u202c\x00", "MS-K2AP"),
        ("MS \u00a0\u3000K2AP", "MSK2AP"),
        ("٠١٢٣-४५", "0123-45"),
        ("１００ー０００１", "100-0001"),
        ("\ud800A1", "A1"),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str, code: str) -> None:
    assert normalize_code(typed) == code


def test_every_dash_of_unicode_is_a_hyphen() -> None:
    characters = map(chr, range(sys.maxunicode))
    dashes = [one for one in characters if unicodedata.category(one) == "Pd"]
    assert len(dashes) >= 25
    assert {plain_text(f"A{dash}1").replace(" ", "")[1] for dash in dashes} == {"-"}
    assert compact_code("7k3f – q9xd") == "7K3FQ9XD"


def test_an_email_address_is_compared_in_lower_case() -> None:
    assert normalize_email(" Ｆａｎ＠Example。org\u200b") == "fan@example.org"
    assert normalize_email("ada . b @ example. org ") == "ada.b@example.org"
    assert normalize_email("ada  b@example.org") == "ada b@example.org"
    assert normalize_email("Jørgen@Example.no") == "jørgen@example.no"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Ana\u00a0\u200bMaria\x00\n", "Ana Maria"),
        ("\u3164\u2800\u200b", ""),
        ("e\u0301te\u0301", "été"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("A\u200cB", "AB"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("（株）", "（株）"),
    ],
)
def test_a_line_keeps_what_shows_and_nothing_else(typed: str, cleaned: str) -> None:
    assert clean_text(typed) == cleaned


def test_lines_stay_lines() -> None:
    assert clean_lines("one\r\ntwo\u2028three\x00") == "one\ntwo\nthree"


def test_widths_are_folded_for_print() -> None:
    assert fold_width("１丁目　２－ＡＢ ﾄﾞｰﾑ") == "1丁目 2-AB ドーム"


@given(ANYTHING)
def test_cleaning_is_stable(text: str) -> None:
    for normalize in (clean_text, clean_lines, compact_code):
        once = normalize(text)
        assert normalize(once) == once


@given(ANYTHING)
def test_every_form_fits_the_database(text: str) -> None:
    for normalize in (clean_text, clean_lines, fold_width, plain_text, normalize_email):
        assert "\x00" not in normalize(text)
        normalize(text).encode()


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_ascii_is_read_as_any_other_text(typed: str) -> None:
    assert clean_lines(f"é{typed}") == f"é{clean_lines(typed)}"
    assert clean_text(typed) == plain_text(typed) == " ".join(typed.split())
    assert plain_text(f"\uff21 {typed}") == f"A {plain_text(typed)}".strip()
