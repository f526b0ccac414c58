"""Forms of content in the dashboard: one for each place, over the fields of a version."""

from typing import Any

from django import forms
from django.conf import settings

from catalog.media.file_checks import LIMITS
from catalog.media.problems import Problem, megabytes
from catalog.models import Category, Sport
from licensing.models import NOC, GamesEdition
from shop.commerce.content.links import link_problem
from shop.commerce.content.models import (
    MOST_LINKS,
    MOST_PRODUCTS,
    ContentItem,
    ContentVersion,
)
from shop.commerce.content.pictures import store_picture
from shop.commerce.markets.models import Market
from shop.oscar.offers import Range
from shop.platform.core.local_time import LocalTimeUnclear, parse_local
from shop.web.backoffice.dashboard.stock_forms import StyledForm

Place, Source = ContentItem.Place, ContentVersion.Source
ZONE = "UTC"
FIELDS = {
    Place.HERO: ("title", "text", "link", "link_label", "picture", "picture_alt"),
    Place.PRODUCTS: ("title", "source", "codes", "collection", "amount", "link", "link_label"),
    Place.TILES: ("title", "tiles", "codes", "amount"),
    Place.ANNOUNCEMENT: ("text", "link", "link_label"),
    Place.HEADER: ("links",),
    Place.FOOTER: ("title", "links"),
}
COMMON = ("market", "language", "position", "shown_from", "shown_until")
NEEDED = {"title", "source", "tiles", "links"}
TILES = ((Source.GAMES, "Games"), (Source.COUNTRY, "Countries"), (Source.SPORT, "Sports"))
KNOWN: dict[str, Any] = {
    Source.CATEGORY: (Category, "slug"),
    Source.GAMES: (GamesEdition, "code"),
    Source.SPORT: (Sport, "slug"),
    Source.COUNTRY: (NOC, "code"),
}


class InstantField(forms.CharField):
    """A day or an instant in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = "UTC, for example 2028-07-14 or 2028-07-14T18:00. Leave blank for no limit."
        super().__init__(max_length=40, required=False, help_text=help_text, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the instant; None for an empty field."""
        text = str(super().clean(value))
        try:
            return parse_local(text, ZONE) if text else None
        except LocalTimeUnclear as error:
            raise forms.ValidationError(str(error)) from error


class LinksField(forms.CharField):
    """Entries of a menu, one a line: label, a bar, link."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Return stored entries as lines, and typed text unchanged."""
        if isinstance(value, list):
            return "\n".join(f"{entry['label']} | {entry['link']}" for entry in value)
        return value

    def clean(self, value: Any) -> Any:
        """Return the entries; each error names its line."""
        entries, problems = [], []
        for number, line in enumerate(str(super().clean(value)).splitlines(), start=1):
            if not line.strip():
                continue
            label, bar, link = (part.strip() for part in line.partition("|"))
            problem = link_problem(link) if bar and label else "Write a label, | and a link."
            if len(label) > 60 or len(link) > 300:  # noqa: PLR2004  as the fields of one link
                problem = "A label has at most 60 characters, a link at most 300."
            if problem:
                problems.append(f"Line {number}: {problem}")
            entries.append({"label": label, "link": link})
        if problems:
            raise forms.ValidationError(problems)
        if len(entries) > MOST_LINKS:
            raise forms.ValidationError(f"Enter at most {MOST_LINKS} links.")
        return entries


class ContentForm(StyledForm):
    """The fields of one place, with market, language, order and schedule."""

    name = forms.CharField(max_length=80, help_text="For staff. Visitors do not see it.")
    market = forms.ModelChoiceField(
        Market.objects.all(), required=False, to_field_name="code", empty_label="Every market"
    )
    language = forms.ChoiceField(
        required=False, choices=[("", "Every language"), *settings.LANGUAGES]
    )
    position = forms.IntegerField(
        min_value=1, max_value=10_000, help_text="A lower number is shown first."
    )
    shown_from = InstantField(label="Shown from")
    shown_until = InstantField(label="Shown until")
    title = forms.CharField(max_length=120, required=False)
    text = forms.CharField(max_length=400, required=False, widget=forms.Textarea({"rows": 3}))
    source = forms.ChoiceField(required=False, choices=Source.choices, label="Products")
    tiles = forms.ChoiceField(required=False, choices=TILES, label="Tiles")
    codes = forms.CharField(max_length=600, required=False)
    collection = forms.ModelChoiceField(
        Range.objects.filter(is_public=True).order_by("name"), required=False, empty_label="None"
    )
    amount = forms.IntegerField(min_value=1, max_value=MOST_PRODUCTS, label="Number shown")
    links = LinksField(
        required=False,
        max_length=8000,
        help_text="One link a line: label | link. For example: Paris 2024 | /games/PARIS2024/",
    )
    link = forms.CharField(
        max_length=300,
        required=False,
        help_text="A page of the shop without market and language, such as /games/, or an"
        " address with https://.",
    )
    link_label = forms.CharField(max_length=60, required=False, label="Text of the link")
    picture = forms.FileField(required=False, help_text="JPEG, PNG, WebP or AVIF.")
    picture_alt = forms.CharField(
        max_length=200,
        required=False,
        label="Description of the picture",
        help_text="For people who cannot see it.",
    )

    def __init__(self, place: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = ("name", *FIELDS[Place(place)], *COMMON)
        self.fields = {name: self.fields[name] for name in wanted}
        for name in NEEDED & self.fields.keys():
            self.fields[name].required = True
        if place == Place.ANNOUNCEMENT:
            self.fields["text"].required = True
        if "codes" in self.fields:
            self.fields["codes"].help_text = (
                "Codes with spaces between them. Leave blank for those with the most products."
                if place == Place.TILES
                else "Code of the category, Games, sport, country or kind, with spaces between"
                " several. Leave blank for the newest products."
            )

    def clean_link(self) -> str:
        """Return the link. It must lead to a page of the storefront, or elsewhere by https."""
        link = str(self.cleaned_data["link"])
        if link and (problem := link_problem(link)):
            raise forms.ValidationError(problem)
        return link

    def clean_picture(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["picture"]
        if file and file.size > LIMITS.size:
            raise forms.ValidationError(f"The picture is larger than {megabytes(LIMITS.size)}.")
        return file

    def clean(self) -> dict[str, Any]:
        """Check the fields against each other."""
        data = self.cleaned_data
        begin, end = data.get("shown_from"), data.get("shown_until")
        if begin and end and end <= begin:
            self.add_error("shown_until", "The end must be after the beginning.")
        if data.get("link") and "link_label" in self.fields and not data.get("link_label"):
            self.add_error("link_label", "Enter the text of the link.")
        has_picture = data.get("picture") or self.initial.get("has_picture")
        if has_picture and "picture_alt" in self.fields and not data.get("picture_alt"):
            self.add_error("picture_alt", "Describe the picture.")
        if market := data.get("market"):
            language = data.get("language")
            if language and language not in market.languages:
                self.add_error("language", f"{market} has no pages in this language.")
        self._check_source()
        return data

    def _check_source(self) -> None:
        """Check that the codes exist, and that the source has what it needs."""
        data = self.cleaned_data
        source = data.get("source") or data.get("tiles")
        codes = list(dict.fromkeys(str(data.get("codes", "")).replace(",", " ").split()))
        if source == Source.COLLECTION and not data.get("collection"):
            self.add_error("collection", "Choose a collection.")
        elif "source" in data and source not in {Source.NEWEST, Source.COLLECTION} and not codes:
            self.add_error("codes", "Enter a code.")
        elif source in KNOWN and codes:
            model, field = KNOWN[source]
            rows = model.objects.filter(**{f"{field}__in": codes})
            known = set(rows.values_list(field, flat=True))
            if unknown := [code for code in codes if code not in known]:
                self.add_error("codes", f"Unknown: {', '.join(unknown)}.")
        data["codes"] = codes

    def version_values(self) -> dict[str, Any]:
        """Return the fields of the version; without a new picture the stored one stays.

        A picture that is refused adds an error and is left out.
        """
        data = dict(self.cleaned_data)
        file = data.pop("picture", None)
        collection = data.pop("collection", None)
        values = {name: data[name] for name in data if name not in {"name", "tiles"}}
        if "tiles" in data:
            values["source"] = data["tiles"]
        if values.get("source") == Source.COLLECTION and collection:
            values["codes"] = [str(collection.pk)]
        elif values.get("source") == Source.NEWEST:
            values["codes"] = []
        if file:
            stored = store_picture(file.name, file.read())
            if isinstance(stored, Problem):
                self.add_error("picture", stored.message)
            else:
                values |= stored
        return values


def initial_of(item: ContentItem, version: ContentVersion | None) -> dict[str, Any]:
    """Return the initial values of the form of an item."""
    if version is None:
        return {"position": 100, "amount": 8}
    values: dict[str, Any] = {
        name: getattr(version, name)
        for name in ("language", "position", "title", "text", "source", "amount", "links")
    }
    values |= {name: getattr(version, name) for name in ("link", "link_label", "picture_alt")}
    for name in ("shown_from", "shown_until"):
        instant = getattr(version, name)
        values[name] = f"{instant:%Y-%m-%dT%H:%M}" if instant else ""
    codes = version.codes
    is_collection = version.source == Source.COLLECTION
    return values | {
        "name": item.name,
        "market": version.market.code if version.market else "",
        "tiles": version.source,
        "codes": "" if is_collection else " ".join(codes),
        "collection": codes[0] if is_collection and codes else "",
        "has_picture": bool(version.picture_stem),
    }
