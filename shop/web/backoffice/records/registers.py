"""The registers: which records each has, its columns, its form and the service that saves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import reverse

from catalog.models import Sport
from catalog.sports import save_sport
from licensing.models import (
    Athlete,
    AthleteConsent,
    GamesEdition,
    Licensee,
    ProductCategory,
    Property,
    RightsHolder,
)
from licensing.services import save_category, save_party
from shop.web.backoffice.records import forms

type Save = Callable[[Any, forms.RecordForm, int | None], Any]


@dataclass(frozen=True, slots=True)
class Register:
    """Records of one model: `key` is the field that names a record in addresses and files.

    `columns` has the label and the attribute of each column of the list; `search` has the fields
    in which a search looks.
    """

    slug: str
    title: str
    singular: str
    intro: str
    model: type[models.Model]
    form: type[forms.RecordForm]
    save: Save
    columns: Sequence[tuple[str, str]]
    search: Sequence[str]
    order: Sequence[str]
    key: str = "code"

    @property
    def events(self) -> type[models.Model] | None:
        """The model of the audit log's events of these records; None if it is not tracked."""
        label, name = self.model._meta.app_label, f"{self.model.__name__}Trail"  # noqa: SLF001
        try:
            return apps.get_model(label, name)
        except LookupError:
            return None

    def rows(self) -> models.QuerySet[Any]:
        """Return all records in the order of the list."""
        manager: models.Manager[Any] = self.model._default_manager  # noqa: SLF001
        return manager.order_by(*self.order)

    def address(self, name: str, record: Any) -> str:
        """Return the address of a record's page."""
        return reverse(name, args=[getattr(record, self.key)])

    def find(self, values: Mapping[str, str]) -> Any:
        """Return the record that a row of a file names; None for a new one."""
        return self.rows().filter(**{self.key: values.get(self.key, "")}).first()


def cell_text(record: Any, name: str) -> str:
    """Return the text of a list's cell: an attribute of the record, or what it returns."""
    value = getattr(record, name)
    value = value() if callable(value) else value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def _save_party(record: Any, _form: forms.RecordForm, by_id: int | None) -> Any:
    return save_party(record=record, by_id=by_id)


def _save_games(record: Any, form: forms.RecordForm, by_id: int | None) -> Any:
    games = save_party(record=record, by_id=by_id)
    games.host_territories.set(form.cleaned_data["hosts"])  # type: ignore[union-attr]
    return games


REGISTERS = (
    Register(
        "holders",
        "Rights holders",
        "rights holder",
        "Owners of marks: the IOC, organizing committees and national committees.",
        RightsHolder,
        forms.HolderForm,
        _save_party,
        (("Name", "name"), ("Code", "code"), ("Kind", "get_kind_display"), ("Active", "active")),
        ("name", "code"),
        ("name",),
    ),
    Register(
        "marks",
        "Marks",
        "mark",
        "Emblems, mascots, word marks and names. Add the holders of a mark on its page.",
        Property,
        forms.MarkForm,
        _save_party,
        (("Name", "name"), ("Code", "code"), ("Kind", "get_kind_display"), ("Games", "games")),
        ("name", "code"),
        ("name",),
    ),
    Register(
        "licensees",
        "Licensees",
        "licensee",
        "Companies that supply goods. A new licensee is pending until another officer activates"
        " it on its page.",
        Licensee,
        forms.LicenseeForm,
        _save_party,
        (
            ("Name", "legal_name"),
            ("Code", "code"),
            ("Country", "country_id"),
            ("Status", "get_status_display"),
        ),
        ("legal_name", "code"),
        ("legal_name",),
    ),
    Register(
        "categories",
        "Product categories",
        "product category",
        "The categories that agreements grant. A product belongs to a category that has no"
        " subcategories.",
        ProductCategory,
        forms.CategoryForm,
        lambda record, _form, _by_id: save_category(category=record),
        (("Name", "name"), ("Code", "code"), ("Below", "parent"), ("HS code", "hs_hint")),
        ("name", "code"),
        ("number",),
    ),
    Register(
        "games",
        "Games",
        "edition of the Games",
        "Editions of the Games, past and future.",
        GamesEdition,
        forms.GamesForm,
        _save_games,
        (
            ("Name", "name"),
            ("Code", "code"),
            ("Season", "get_season_display"),
            ("First day", "starts_on"),
            ("Last day", "ends_on"),
        ),
        ("name", "code"),
        ("-starts_on", "code"),
    ),
    Register(
        "athletes",
        "Athletes",
        "athlete",
        "Athletes whose names or likenesses appear on goods. A product with an athlete's mark is"
        " sold only while a consent of the athlete is recorded.",
        Athlete,
        forms.AthleteForm,
        _save_party,
        (("Name", "name"), ("Code", "code"), ("Committee", "noc"), ("Active", "active")),
        ("name", "code"),
        ("name",),
    ),
    Register(
        "athlete-consents",
        "Consents of athletes",
        "consent of an athlete",
        "Written consents to the use of a name, an image or a signature. A product with the"
        " athlete's mark is sold only where and while a consent covers its uses.",
        AthleteConsent,
        forms.AthleteConsentForm,
        _save_party,
        (
            ("Reference", "code"),
            ("Athlete", "athlete"),
            ("First day", "first_day"),
            ("Last day", "last_day"),
            ("Countries", "territory_codes"),
            ("Withdrawn", "withdrawn"),
        ),
        ("code", "athlete__name"),
        ("athlete__name", "first_day"),
    ),
    Register(
        "sports",
        "Sports",
        "sport",
        "Sports by which fans browse products.",
        Sport,
        forms.SportForm,
        lambda record, _form, _by_id: save_sport(sport=record),
        (("Name", "name"), ("Code", "slug"), ("Season", "get_season_display")),
        ("name", "slug"),
        ("name",),
        "slug",
    ),
)
BY_SLUG = {register.slug: register for register in REGISTERS}
