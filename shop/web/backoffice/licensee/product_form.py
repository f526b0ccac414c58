"""The form of one article: a field for each column of the template, named and checked like it.

The fields do not validate; the import's checks do, and their messages are shown.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms

from catalog.imports.column import Column
from catalog.imports.columns import all_columns
from catalog.imports.compliance_columns import CARE, SIZE_SYSTEMS
from catalog.imports.errors import ERROR, Problem
from catalog.imports.plan import ArticleState
from catalog.imports.reference import Reference
from licensing.models import Licensee
from shop.commerce.markets.models import TaxClass
from shop.imports.apply.editing import fingerprints_of
from shop.imports.check.reference_data import load_reference
from shop.imports.exports import own_lists
from shop.platform.core.locales import country_name
from shop.web.backoffice.licensee.portal_frame import cell_text, currencies_by_market
from shop.web.backoffice.shared.forms import DeskForm
from shop.web.backoffice.shared.texts import channel_in_words
from shop.web.locale_names import NATIVE_NAMES, language_name

YES_OR_NO = ("battery", "wireless", "personalisable")
SELECTS = (
    *("category_code", "games_code", "noc_code", "tax_class", "country_of_origin", "size_system"),
    *YES_OR_NO,
)
LISTS = ("agreement_no", "property_codes", "channels_requested", "sport_codes", "care_symbols")
LONG = ("description_", "warnings_")
BY_LANGUAGE = ("title_", "description_", "warnings_")
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Article", ("licensee_sku",)),
    ("Rights", ("agreement_no", "property_codes", "category_code", "channels_requested")),
    ("Where and when", ("territories_requested", "on_sale_from", "on_sale_to", "embargo_until")),
    ("Product details", ("games_code", "noc_code", "sport_codes", "colour", "size", "size_system")),
    ("Numbers", ("gtin", "model_or_batch", "hs_code", "country_of_origin", "factory_code")),
    ("Recommended price and tax", ("rrp_amount", "rrp_currency", "tax_class")),
    ("Dimensions including packaging", ("weight_g", "length_mm", "width_mm", "height_mm")),
    ("Maker", ("manufacturer_name", "manufacturer_address", "manufacturer_email")),
    (
        "Responsible persons",
        tuple(
            f"{who}_responsible_{part}"
            for who in ("eu", "uk")
            for part in ("name", "address", "email")
        ),
    ),
    (
        "Materials, certificates and labels",
        (
            *("fibre_composition", "care_symbols", "green_claims_evidence", "battery", "wireless"),
            *("min_age_months", "toy_ce_doc", "cpc_doc", "test_report_expiry"),
            *("limited_edition_size", "label_serial_from", "label_serial_to"),
            *("personalisable", "max_chars"),
        ),
    ),
)
OPEN = 5  # number of sections that are open initially
# Fields left out of a form of facts and texts: they have pages of their own, or are no facts.
APART = frozenset({"licensee_sku", "parent_sku", "action", "version", "withdraw_reason"})
ELSEWHERE = ("image_", "price_", "stock_", "embargo_")
# Spelling of words in labels where capitalizing is not enough.
SPELLED = {
    "hs": "HS",
    "rrp": "RRP",
    "eu": "EU",
    "uk": "UK",
    "us": "US",
    "sku": "SKU",
    "gtin": "GTIN",
    "noc": "NOC",
    "responsible": "responsible person:",
    "colour": "color",
    "fibre": "fiber",
    "ce": "CE",
    "ukca": "UKCA",
    "msrp": "MSRP",
    "upc": "UPC",
    "html": "HTML",
    "no": "number",
}
NEEDED_BY_SOME = (
    "fibre_composition",
    "size",
    "gtin",
    "eu_responsible",
    "uk_responsible",
    "warnings",
    "min_age",
    "battery",
    "max_chars",
)
# Help texts for columns whose help in the template speaks of table cells.
HINTS = {
    "agreement_no": "Select every agreement that grants its marks.",
    "property_codes": "Select every mark on the product.",
    "channels_requested": "Select every channel it is sold through.",
    "noc_code": "The committee whose marks it carries, if any.",
    "country_of_origin": "Country of manufacture.",
    "title": "No banned words, and athletes' names only with the athlete's mark.",
    "description": (
        "Paragraphs, lists and emphasis are kept. No banned words, and athletes' names only with"
        " the athlete's mark."
    ),
    "warnings": "For toys.",
    "sport_codes": "Select every sport it relates to.",
    "care_symbols": "Select every care symbol on its label.",
}
LABELS = {
    "agreement_no": "Agreements",
    "category_code": "Category",
    "channels_requested": "Channels",
    "games_code": "Games edition",
    "noc_code": "National committee",
    "property_codes": "Marks",
    "sport_codes": "Sports",
}
NEW = {"channels_requested": "WEB", "tax_class": "standard", "rrp_currency": "EUR"}
Choices = Sequence[tuple[str, str]]


class ColumnField(forms.Field):
    """The typed text of a column; lists are joined by semicolons, as in the template.

    `mark` tells whether the column is required; the checks of an import refuse missing values.
    """

    mark = "optional"

    def prepare_value(self, value: Any) -> Any:
        """Return the values for the widget; a list for columns of several values."""
        if isinstance(self.widget, forms.CheckboxSelectMultiple) and isinstance(value, str):
            return value.split(";") if value else []
        return value

    def to_python(self, value: Any) -> str:
        """Return one cell."""
        if isinstance(value, list | tuple):
            return ";".join(sorted(str(part) for part in value))
        return str(value or "")


class ArticleForm(DeskForm):
    """Columns of one article; `seen` has their values when the form was filled in."""

    seen = ColumnField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        columns: Sequence[Column],
        values: Mapping[str, str],
        choices: Mapping[str, Choices],
    ) -> None:
        self.columns = [column.name for column in columns]
        currencies = currencies_by_market()
        initial = {name: cell_text(name, values.get(name, ""), currencies) for name in self.columns}
        initial["seen"] = json.dumps(fingerprints_of(values, self.columns))
        super().__init__(data, initial=initial, auto_id="%s")
        for column in columns:
            self.fields[column.name] = _field(column, choices, values.get(column.name, ""))

    @property
    def cells(self) -> dict[str, str]:
        """The typed values by column."""
        return {name: str(self.cleaned_data.get(name, "")) for name in self.columns}

    @property
    def known(self) -> dict[str, str]:
        """Return the values that the form was filled from; empty if they are missing."""
        try:
            seen = json.loads(str(self.cleaned_data.get("seen") or "{}"))
        except ValueError:
            return {}
        return {str(name): str(mark) for name, mark in seen.items()} if _is_dict(seen) else {}

    def restart_from(self, values: Mapping[str, str]) -> None:
        """Keep the typed values and compare with the current ones: saving again overwrites them."""
        typed: Any = self.data
        self.data = typed.copy()
        self.data["seen"] = json.dumps(fingerprints_of(values, self.columns))  # type: ignore[index]

    def add_problems(self, problems: Collection[Problem]) -> None:
        """Add the problems of an import to the fields of their columns."""
        for problem in problems:
            if problem.level == ERROR:
                words = f"{problem.message} {problem.fix}".strip()
                if problem.column in self.fields:
                    self.add_error(problem.column, words)
                else:
                    self.add_error(None, f"{problem.column}: {words}" if problem.column else words)

    @property
    def summary(self) -> list[tuple[str, str, list[str]]]:
        """Name, label and errors of every field that has some, in the form's order."""
        return [
            (name, str(self.fields[name].label), [str(error) for error in self.errors[name]])
            for name in self.fields
            if name in self.errors
        ]

    @property
    def sections(self) -> Iterator[tuple[str, bool, list[forms.BoundField]]]:
        """Return heading, open state and fields of each section: facts by topic, then texts."""
        heads = [(title, [n for n in names if n in self.fields]) for title, names in SECTIONS]
        languages = dict.fromkeys(
            name.rpartition("_")[2] for name in self.columns if name.startswith(BY_LANGUAGE)
        )
        texts = [
            (
                f"Texts: {language_name(code)}",
                [f"{part}{code}" for part in BY_LANGUAGE if f"{part}{code}" in self.fields],
            )
            for code in languages
        ]
        for place, (title, names) in enumerate([*texts[:1], *heads, *texts[1:]]):
            if names:
                wrong = any(name in self.errors for name in names) if self.is_bound else False
                yield title, place < OPEN or wrong, [self[name] for name in names]


def article_form(
    data: Any, licensee: Licensee, state: ArticleState | None, *, structure: str = ""
) -> ArticleForm:
    """Return the form of an article's facts, texts and rights; of a new one without `state`."""
    catalog_reference = load_reference(licensee)
    values = state.values if state else NEW
    kind = state.structure if state else structure
    shown_columns = [
        column
        for column in all_columns(catalog_reference).values()
        if _is_asked(column, kind) or (column.name == "licensee_sku" and state is None)
    ]
    return ArticleForm(data, shown_columns, values, _choices(licensee, catalog_reference))


def family_form(
    data: Any, licensee: Licensee, values: Mapping[str, str], names: Collection[str]
) -> ArticleForm:
    """Return a form of columns of one family: prices by market, or stock by location."""
    columns = all_columns(load_reference(licensee))
    return ArticleForm(data, [columns[name] for name in names if name in columns], values, {})


def _is_asked(column: Column, structure: str) -> bool:
    """Return whether the form of such an article has the column."""
    if column.name in APART or column.name.startswith(ELSEWHERE):
        return False
    if structure == "child":
        return column.of != "product"
    return structure != "parent" or column.of != "article"


def _choices(licensee: Licensee, catalog_reference: Reference) -> dict[str, Choices]:
    """Return the choices of each column, with labels where a code is not clear enough."""
    lists = own_lists(licensee, catalog_reference)
    lists |= {"size_system": sorted(SIZE_SYSTEMS), "care_symbols": sorted(CARE)}
    lists |= {name: ["yes", "no"] for name in YES_OR_NO}
    named: dict[str, Mapping[str, str]] = {
        "category_code": {code: fact.name for code, fact in catalog_reference.categories.items()},
        "property_codes": {code: mark.name for code, mark in catalog_reference.marks.items()},
        "channels_requested": {code: channel_in_words(code) for code in catalog_reference.channels},
        "games_code": {code: f"{name} ({code})" for code, name in catalog_reference.games.items()},
        "sport_codes": catalog_reference.sports,
        "tax_class": {code: str(TaxClass(code).label) for code in catalog_reference.tax_classes},
        "care_symbols": {code: _care_in_words(code) for code in CARE},
        **{name: {"yes": "Yes", "no": "No"} for name in YES_OR_NO},
    }
    choices: dict[str, Choices] = {
        name: [(code, named.get(name, {}).get(code, code)) for code in lists.get(name, ())]
        for name in (*SELECTS, *LISTS)
    }
    choices["noc_code"] = _with_countries(
        {noc: catalog_reference.nocs[noc] for noc in lists["noc_code"]}
    )
    origins = lists.get("country_of_origin", ())
    choices["country_of_origin"] = _with_countries(dict(zip(origins, origins, strict=True)))
    return choices


def _with_countries(codes: Mapping[str, str]) -> Choices:
    """Return codes as "Germany (GER)", in the order of the names."""
    named = [(code, f"{country_name(country, 'en')} ({code})") for code, country in codes.items()]
    return sorted(named, key=lambda choice: choice[1])


def _care_in_words(code: str) -> str:
    """Return the text of a care symbol, such as "Wash at 30 °C" for wash-30."""
    action, _, detail = code.partition("-")
    if code.endswith("-no"):
        return f"Do not {code.removesuffix('-no').replace('-', ' ')}"
    if detail.isdigit():
        return f"{action.capitalize()} at {detail} °C"
    return code.replace("-", " ").capitalize()


def _field(column: Column, choices: Mapping[str, Choices], value: str) -> ColumnField:
    stem, _, last = column.name.rpartition("_")
    hint = HINTS.get(stem if last in NATIVE_NAMES else column.name, column.help)
    field = ColumnField(required=False, label=label_of(column.name), help_text=hint)
    field.widget = _widget(column, choices, value)
    if column.required or column.name == "licensee_sku":
        field.mark = "required"
        field.widget.attrs["aria-required"] = "true"
    elif column.name.startswith(NEEDED_BY_SOME):
        field.mark = "required for some products"
    return field


def _widget(column: Column, choices: Mapping[str, Choices], value: str) -> forms.Widget:
    name = column.name
    offered = list(choices.get(name, ()))
    codes = {code for code, _ in offered}
    # Existing values stay selectable even if they are no longer granted.
    offered += [(code, code) for code in value.split(";") if code and code not in codes]
    if name in LISTS and name in choices:
        return forms.CheckboxSelectMultiple(choices=offered)
    if name in SELECTS and name in choices:
        return forms.Select({"class": "select"}, choices=[("", "–"), *offered])
    if name.startswith(LONG):
        return forms.Textarea({"class": "textarea", "rows": 4})
    return forms.TextInput({"class": "input"})


def label_of(name: str) -> str:
    """Return a column's label; a language suffix is written out."""
    if name in LABELS:
        return LABELS[name]
    stem, _, last = name.rpartition("_")
    if stem == "price":
        return f"Price, market {last.upper()}"
    if stem and last in NATIVE_NAMES:
        return f"{_in_words(stem)} ({language_name(last)})"
    return _in_words(name)


def _in_words(name: str) -> str:
    words = " ".join(SPELLED.get(word, word) for word in name.split("_"))
    return words[:1].upper() + words[1:]


def _is_dict(value: object) -> bool:
    return isinstance(value, dict)
