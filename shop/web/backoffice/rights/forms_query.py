"""Forms that select a product, mark or licensee, a channel and a time."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms

from catalog.article_numbers import find_article
from catalog.models import Product
from licensing.models import Licensee, Property, Territory
from licensing.reading.visibility import Visibility
from licensing.rules.channels import Channel
from shop.web.backoffice.rights.holds import carries_mark
from shop.web.backoffice.shared.texts import CHANNEL_CHOICES
from shop.web.typed_fields import DayField, NumberField


class MomentForm(forms.Form):
    """A channel and a day; without a day, now."""

    channel = forms.ChoiceField(choices=CHANNEL_CHOICES, required=False)
    on = DayField(required=False, label="Date (at noon UTC; leave blank for now)")

    def __init__(self, data: Any, *, visibility: Visibility) -> None:
        super().__init__(data)
        self.visibility = visibility
        self.fields["on"].widget.input_type = "date"
        for field in self.fields.values():
            if isinstance(field, forms.BooleanField):
                continue
            is_choice = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "select" if is_choice else "input"

    def clean_channel(self) -> str:
        """Return the channel; WEB by default."""
        return str(self.cleaned_data["channel"] or Channel.WEB)

    def at(self, now: datetime) -> datetime:
        """Return the requested instant."""
        day: date | None = self.cleaned_data.get("on")
        return datetime.combine(day, time(12), UTC) if day else now

    def product(self, sku: str) -> Product:
        """Return the visible top-level product of a SKU. Adds an error if there is none."""
        article = find_article(sku, Product.objects.select_related("parent"))
        if article is None or not carries_mark(article.top, self.visibility):
            raise forms.ValidationError(f"No product {sku} with one of your marks.")
        top: Product = article.top
        return top


class SaleCheckForm(MomentForm):
    """The question whether a product can be sold in a territory, by a channel, on a day."""

    sku = NumberField(max_length=64, label="Product (SKU)")
    territory = forms.ChoiceField(label="Ship-to country")
    postcode = forms.CharField(max_length=12, required=False)
    as_recorded = forms.BooleanField(
        required=False, label="Use the records as they were on that date"
    )
    field_order = ("sku", "territory", "postcode", "channel", "on", "as_recorded")

    def __init__(self, data: Any, *, visibility: Visibility) -> None:
        super().__init__(data, visibility=visibility)
        territory: Any = self.fields["territory"]
        names = [(row.code, row.name) for row in all_territories()]
        territory.choices = [("", "- Select an option -"), *names]

    def clean_sku(self) -> Product:
        """Return the product."""
        return self.product(self.cleaned_data["sku"])


class TerritoryMapForm(MomentForm):
    """Territories in which a product, a mark or a licensee may sell."""

    KINDS = (("product", "Product (SKU)"), ("mark", "Mark"), ("licensee", "Licensee"))
    kind = forms.ChoiceField(choices=KINDS, label="Type")
    code = NumberField(max_length=64, label="SKU or code")
    field_order = ("kind", "code", "channel", "on")

    def clean(self) -> dict[str, Any]:
        """Find the named product, mark or licensee among the visible ones."""
        form_data: dict[str, Any] = self.cleaned_data
        kind, code = form_data.get("kind"), form_data.get("code", "")
        if not kind or not code:
            return form_data
        rows: Any = {"mark": self.visibility.marks(), "licensee": self.visibility.licensees()}.get(
            kind
        )
        try:
            subject = self.product(code) if rows is None else rows.filter(code__iexact=code).first()
        except forms.ValidationError as error:
            self.add_error("code", error)
            return form_data
        if subject is None:
            self.add_error("code", f"Unknown {kind} {code}, or not one of yours.")
        form_data["subject"] = subject
        return form_data


def all_territories() -> list[Territory]:
    """Return every territory by name."""
    return list(Territory.objects.order_by("name"))


Subject = Product | Property | Licensee
