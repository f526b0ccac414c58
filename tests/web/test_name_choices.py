"""Choices of names are sorted for the readers of the page."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django import forms

import shop.web
from licensing.models import NOC, Licensee, Property, RightsHolder, Territory
from shop.web.typed_fields import NameChoiceField, NameChoicesField
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
