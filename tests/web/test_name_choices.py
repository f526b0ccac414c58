"""Fields of all forms: names are sorted for the reader, and days are within usable years."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms

import shop.web
from licensing.models import NOC, Licensee, Property, RightsHolder, Territory
from shop.web.typed_fields import DayField, MomentField, NameChoiceField, NameChoicesField
from tools.testing.factories.models import LicenseeFactory

NAMED = (Territory, Licensee, RightsHolder, Property, NOC)


def all_forms() -> Iterator[type[forms.Form]]:
    for module in pkgutil.walk_packages(shop.web.__path__, "shop.web."):
        import_module(module.name)
    waiting = list(forms.BaseForm.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("shop.web"):
            yield form


def test_every_list_of_names_is_sorted_for_its_reader() -> None:
    fields = [
        (form.__qualname__, name, field)
        for form in all_forms()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.ModelChoiceField) and field.queryset.model in NAMED
    ]
    assert len(fields) > 12
    unsorted = [
        (form, name)
        for form, name, field in fields
        if not isinstance(field, NameChoiceField | NameChoicesField)
    ]
    assert unsorted == []


def test_accents_and_case_do_not_move_a_name(db: None) -> None:
    for name in ("Zeta Sport", "Éclair", "albatros", "Ärmel", "Echo"):
        LicenseeFactory(legal_name=name)
    names = ["albatros", "Ärmel", "Echo", "Éclair", "Zeta Sport"]
    field = NameChoiceField(Licensee.objects.filter(legal_name__in=names))
    assert [label for value, label in field.choices if value] == names


def test_every_day_and_time_of_a_form_refuses_years_that_overflow() -> None:
    fields = [
        (form.__qualname__, name, field)
        for form in all_forms()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
    ]
    assert len(fields) > 30
    plain = [named for *named, field in fields if not isinstance(field, DayField | MomentField)]
    assert plain == []
    for typed in ("0001-01-01", "9999-12-31", "2200-01-01"):
        for field in (DayField(), MomentField()):
            with pytest.raises(forms.ValidationError, match="between 1900 and 2199"):
                field.clean(typed)
    assert str(DayField().clean("2199-12-31")) == "2199-12-31"
