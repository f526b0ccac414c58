"""Forms of records. Rows refer to other rows by their codes, so that a CSV file can name them."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from catalog.models import Sport
from licensing.models import (
    NOC,
    Athlete,
    AthleteConsent,
    GamesEdition,
    Licensee,
    ProductCategory,
    Property,
    RightsHolder,
    Territory,
)
from licensing.models.athletes import USES, name_alone
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from licensing.services.parties import FIXED_FIELDS, PAPERS
from shop.platform.core.local_time import end_of_day
from shop.web.backoffice.shared.forms import DeskForm
from shop.web.typed_fields import CodeField, CodeListField, DayField, NameChoiceField, NumberField

COMPLIANCE_AREAS = ("EEA", "UK", "US")
WORDS_LIST = "Separate several with spaces."
USES_LIST = f"Of {', '.join(USES)}. {WORDS_LIST}"


class RecordForm(DeskForm, forms.ModelForm):
    """A form of one record; fields that identify an existing record cannot be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance._state.adding:  # noqa: SLF001
            for name in FIXED_FIELDS.get(type(self.instance), ("code",)):
                if name in self.fields:
                    self.fields[name].disabled = True
                    self.fields[name].help_text = "This cannot be changed."

    def add_invalid(self, error: ValidationError) -> None:
        """Add what a model refuses; a fault of a field that the form lacks concerns the record."""
        for name, errors in error.message_dict.items():
            for message in errors:
                self.add_error(name if name in self.fields else None, message)


class HolderForm(RecordForm):
    """A holder of rights."""

    code = NumberField(max_length=50, help_text="For example noc-fra. It cannot be changed later.")
    noc = NameChoiceField(
        NOC.objects.all(), required=False, label="National committee", empty_label="None"
    )
    games = forms.ModelChoiceField(GamesEdition.objects.all(), required=False, empty_label="None")
    currency = CodeField(max_length=3, help_text="Of royalties, for example CHF.")
    approval_stages = CodeListField(
        required=False,
        max_length=200,
        help_text=f"Stages of approval before the release, for example CONCEPT. {WORDS_LIST}",
    )

    class Meta:
        model = RightsHolder
        fields = (
            "code",
            "name",
            "kind",
            "noc",
            "games",
            "currency",
            "time_zone",
            "approval_stages",
            "approval_days",
            "active",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["approval_stages"] = " ".join(self.instance.approval_stages)

    def clean_approval_stages(self) -> list[str]:
        """Return the stages as a list."""
        return str(self.cleaned_data["approval_stages"]).split()


class MarkForm(RecordForm):
    """A mark; who holds it is recorded on its page."""

    code = NumberField(max_length=50, help_text="For example la2028-emblem. It cannot be changed.")
    noc = NameChoiceField(
        NOC.objects.all(), required=False, label="National committee", empty_label="None"
    )
    games = forms.ModelChoiceField(GamesEdition.objects.all(), required=False, empty_label="None")
    guidelines_url = forms.URLField(
        required=False, label="Brand guidelines", assume_scheme="https", max_length=200
    )

    class Meta:
        model = Property
        fields = ("code", "name", "kind", "games", "noc", "guidelines_url", "promo_use_allowed")
        labels: ClassVar = {"promo_use_allowed": "May be used in promotions"}


class GamesForm(RecordForm):
    """An edition of the Games."""

    code = CodeField(
        max_length=20,
        help_text="Place and year, for example PARIS2024.",
        error_messages={"invalid": "Enter letters and a year, for example PARIS2024."},
    )
    hosts = CodeListField(
        required=False, max_length=200, label="Host territories", help_text=f"Codes. {WORDS_LIST}"
    )

    class Meta:
        model = GamesEdition
        fields = ("code", "name", "season", "ordinal", "starts_on", "ends_on")
        widgets: ClassVar = {
            name: forms.DateInput({"type": "date"}) for name in ("starts_on", "ends_on")
        }
        field_classes: ClassVar = {"starts_on": DayField, "ends_on": DayField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:  # noqa: SLF001  Django's documented attribute
            codes = self.instance.host_territories.order_by("pk").values_list("pk", flat=True)
            self.initial["hosts"] = " ".join(codes)

    def clean_hosts(self) -> list[Territory]:
        """Return the territories. Each code must exist."""
        codes = str(self.cleaned_data["hosts"]).split()
        rows = Territory.objects.in_bulk(codes)
        if unknown := [code for code in codes if code not in rows]:
            raise forms.ValidationError(
                f"Unknown territories: {', '.join(unknown)}. Use codes of two letters, such as FR."
            )
        return list(rows.values())


class LicenseeForm(RecordForm):
    """A licensee; another officer activates it."""

    code = NumberField(max_length=50, help_text="For example northlight. It cannot be changed.")
    country = NameChoiceField(Territory.objects.all())
    audit_valid_until = DayField(
        required=False, widget=forms.DateInput({"type": "date"}), label="Audit valid until"
    )
    insurance_valid_until = DayField(
        required=False, widget=forms.DateInput({"type": "date"}), label="Insurance valid until"
    )

    class Meta:
        model = Licensee
        fields = (
            "code",
            "legal_name",
            "country",
            "audit_valid_until",
            "insurance_valid_until",
            "manufacturer",
            "eu_responsible_person",
            "uk_responsible_person",
            "payout_account",
        )
        labels: ClassVar = {
            "eu_responsible_person": "EU responsible person",
            "uk_responsible_person": "UK responsible person",
        }
        widgets: ClassVar = {
            name: forms.Textarea({"rows": 3})
            for name in ("manufacturer", "eu_responsible_person", "uk_responsible_person")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PAPERS:
            if end := getattr(self.instance, name):
                self.initial[name] = (end - timedelta(days=1)).date()

    def clean_audit_valid_until(self) -> Any:
        """Return the end of the day in UTC, which is the last one with a valid audit."""
        return self._last_moment("audit_valid_until")

    def clean_insurance_valid_until(self) -> Any:
        """Return the end of the day in UTC, which is the last one with an insurance."""
        return self._last_moment("insurance_valid_until")

    def _last_moment(self, name: str) -> Any:
        day = self.cleaned_data[name]
        return end_of_day(day, "UTC") if day else None


class CategoryForm(RecordForm):
    """A product category that agreements grant."""

    code = NumberField(max_length=50, help_text="For example t-shirt. It cannot be changed.")
    parent = NameChoiceField(
        ProductCategory.objects.all(), required=False, empty_label="None", to_field_name="code"
    )
    compliance_areas = CodeListField(
        required=False,
        max_length=20,
        help_text=f"Areas where a product needs a compliance record: EEA, UK, US. {WORDS_LIST}",
    )

    class Meta:
        model = ProductCategory
        fields = (
            "code",
            "name",
            "parent",
            "hs_hint",
            "age_rules",
            "compliance_areas",
            "lightest_g",
            "heaviest_g",
            "shortest_mm",
            "longest_mm",
        )
        labels: ClassVar = {"hs_hint": "HS code"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["compliance_areas"] = " ".join(self.instance.compliance_areas)
        if self.instance.pk:
            self.initial["parent"] = self.instance.parent.code if self.instance.parent else None
            self.fields["parent"].disabled = True

    def clean_compliance_areas(self) -> list[str]:
        """Return known areas."""
        areas = str(self.cleaned_data["compliance_areas"]).split()
        if unknown := [area for area in areas if area not in COMPLIANCE_AREAS]:
            raise forms.ValidationError(f"Unknown areas: {', '.join(unknown)}. Use EEA, UK or US.")
        return areas


class AthleteForm(RecordForm):
    """An athlete, with the mark that stands for the name or likeness."""

    code = NumberField(max_length=50, help_text="For example jane-doe. It cannot be changed.")
    noc = NameChoiceField(
        NOC.objects.all(), required=False, label="National committee", empty_label="None"
    )
    mark = NameChoiceField(
        Property.objects.filter(kind=Property.Kind.ATHLETE),
        required=False,
        to_field_name="code",
        empty_label="None",
        help_text="A mark of the kind Athlete. Products with it need the athlete's consent.",
    )
    mark_uses = CodeListField(
        required=False,
        max_length=60,
        label="Uses of the mark",
        help_text=f"{USES_LIST} A consent must cover all of them. Leave blank for NAME.",
    )

    class Meta:
        model = Athlete
        fields = ("code", "name", "noc", "mark", "mark_uses", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["mark"] = self.instance.mark.code if self.instance.mark else ""
        self.initial["mark_uses"] = " ".join(self.instance.mark_uses)

    def clean_mark_uses(self) -> list[str]:
        """Return the uses. Each must exist."""
        return _known_uses(self.cleaned_data["mark_uses"]) or name_alone()


class AthleteConsentForm(RecordForm):
    """A written consent of an athlete."""

    code = NumberField(max_length=50, label="Reference", help_text="Of the document.")
    athlete = NameChoiceField(Athlete.objects.all(), to_field_name="code")
    uses = CodeListField(max_length=60, help_text=USES_LIST)
    first_day = DayField(widget=forms.DateInput({"type": "date"}))
    last_day = DayField(
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text="Included. Leave blank for no end.",
    )
    territories = CodeListField(
        required=False,
        max_length=1000,
        help_text=f"Country codes, for example FR DE. Leave blank for everywhere. {WORDS_LIST}",
    )

    class Meta:
        model = AthleteConsent
        fields = ("code", "athlete", "uses", "first_day", "last_day", "territories", "withdrawn")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["uses"] = " ".join(self.instance.uses or [])
        self.initial["territories"] = self.instance.territory_codes
        if self.instance.athlete_id:
            self.initial["athlete"] = self.instance.athlete.code

    def clean_uses(self) -> list[str]:
        """Return the uses. Each must exist."""
        return _known_uses(self.cleaned_data["uses"])

    def clean_territories(self) -> NumberSet:
        """Return the territories of the codes; everywhere if there are none."""
        codes = str(self.cleaned_data["territories"]).split()
        numbers = dict(Territory.objects.filter(code__in=codes).values_list("code", "number"))
        if unknown := [code for code in codes if code not in numbers]:
            raise ValidationError(f"Unknown countries: {', '.join(unknown)}. Use codes such as FR.")
        return NumberSet.of(numbers.values()) if codes else EVERYWHERE

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day must not be before the first.")
        return data


def _known_uses(text: str) -> list[str]:
    uses = text.split()
    if unknown := [use for use in uses if use not in USES]:
        raise ValidationError(f"Unknown uses: {', '.join(unknown)}. Use {', '.join(USES)}.")
    return list(dict.fromkeys(uses))


class SportForm(RecordForm):
    """A sport."""

    slug = NumberField(max_length=50, label="Code", help_text="For example table-tennis.")

    class Meta:
        model = Sport
        fields = ("slug", "name", "season")
