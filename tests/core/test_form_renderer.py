"""The shop's renderer of forms writes what Django's templates write."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from shop.platform.form_renderer import WRITERS, FormRenderer

ODD = "a<b>\"c'&amp; é"
SAFE = mark_safe("<b>bold</b>")
CHOICES = [
    ("", "---"),
    ("x", ODD),
    (7, SAFE),
    (1234, 1234.5),
    ("Group <1>", [("y", gettext_lazy("Name")), (None, Decimal("1000.25"))]),
    ("z", dt.date(2026, 11, 30)),
]
ATTRS: list[dict[str, Any]] = [
    {},
    {"id": "id_x", "class": ODD, "required": True, "disabled": False, "max": 1000},
    {"data-x": SAFE, "min": Decimal("1.50"), "class": ""},
]
WIDGETS: list[forms.Widget] = [
    *(forms.TextInput(), forms.NumberInput(), forms.EmailInput(), forms.URLInput()),
    *(forms.ColorInput(), forms.SearchInput(), forms.TelInput(), forms.PasswordInput()),
    *(forms.PasswordInput(render_value=True), forms.HiddenInput(), forms.DateInput()),
    *(forms.DateTimeInput(), forms.TimeInput(), forms.FileInput(), forms.CheckboxInput()),
    *(forms.Textarea(), forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES)),
    *(forms.NullBooleanSelect(), forms.RadioSelect(choices=CHOICES)),
    *(forms.CheckboxSelectMultiple(choices=CHOICES), forms.ClearableFileInput()),
    *(forms.SplitDateTimeWidget(), forms.SelectDateWidget(), forms.MultipleHiddenInput()),
]
LISTS_ONLY = (forms.MultiWidget, forms.MultipleHiddenInput)
SEVERAL = (*LISTS_ONLY, forms.SelectMultiple, forms.CheckboxSelectMultiple)
VALUES = [None, "", ODD, SAFE, "x", 7, 1234.5, True, dt.date(2026, 11, 30), ["x", "7"]]


def without_space(text: str) -> str:
    """Return a text without the space around tags, which the functions write once or not."""
    return re.sub(r"(?<=>)\s+|\s+(?=<)", "", text)


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_each_widget_is_written_as_by_djangos_templates(language: str) -> None:
    ours, theirs, compared = FormRenderer(), DjangoTemplates(), 0
    with translation.override(language):
        for widget in WIDGETS:
            for attrs in ATTRS:
                for value in VALUES:
                    is_list, several = isinstance(value, list), isinstance(widget, SEVERAL)
                    if is_list != several and (is_list or isinstance(widget, LISTS_ONLY)):
                        continue
                    written = [widget.render("n<1>", value, attrs, one) for one in (ours, theirs)]
                    assert without_space(written[0]) == without_space(written[1]), (
                        type(widget),
                        value,
                    )
                    compared += 1
    assert compared > 600


def test_an_option_with_a_template_of_its_own_is_rendered_by_it() -> None:
    class Marked(forms.Select):
        option_template_name = "django/forms/widgets/text.html"

    text = Marked(choices=[("x", "X")]).render("n", "x", None, FormRenderer())
    assert text == Marked(choices=[("x", "X")]).render("n", "x", None, DjangoTemplates())
    assert "<input" in text


def test_every_widget_written_by_a_function_has_a_template_of_django() -> None:
    theirs = DjangoTemplates()
    for name in WRITERS:
        assert theirs.get_template(name), name
