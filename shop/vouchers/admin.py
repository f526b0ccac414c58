"""Vouchers in Django's admin: staff make and end them; how often one was used is shown."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from shop.vouchers.models import Voucher, VoucherUse
from shop.vouchers.services import written_code


class VoucherForm(forms.ModelForm):
    """A voucher whose code is written as baskets look for it."""

    class Meta:
        model = Voucher
        fields = (
            "code",
            "note",
            "percent",
            "amount",
            "currency",
            "least_goods",
            "valid",
            "most_uses",
            "once_per_person",
        )

    def clean_code(self) -> str:
        """Return the code in capitals, without spaces."""
        return written_code(str(self.cleaned_data["code"]))

    def clean_currency(self) -> str:
        """Return the currency in capitals."""
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """Ask for what the database would refuse, at the field that lacks it."""
        cleaned = super().clean() or self.cleaned_data
        amounts = cleaned.get("amount") or cleaned.get("least_goods")
        if (cleaned.get("percent") is None) == (cleaned.get("amount") is None):
            self.add_error("amount", "Enter a percentage or an amount, not both.")
        if amounts and not cleaned.get("currency"):
            self.add_error("currency", "An amount needs its currency.")
        most_uses = cleaned.get("most_uses")
        if most_uses is not None and most_uses < self.instance.uses:
            self.add_error("most_uses", f"It was used {self.instance.uses} times already.")
        return cleaned


@admin.register(Voucher)
class VoucherAdmin(admin.ModelAdmin):
    """Once used, a voucher keeps its code: orders name it."""

    form = VoucherForm
    list_display = ("code", "note", "percent", "amount", "currency", "valid", "uses", "most_uses")
    search_fields = ("code", "note")
    readonly_fields = ("uses",)

    def get_readonly_fields(self, request: HttpRequest, obj: Voucher | None = None) -> Any:
        """Keep the code of a voucher that an order may name."""
        named = super().get_readonly_fields(request, obj)
        return (*named, "code") if obj is not None else named

    def has_delete_permission(self, request: HttpRequest, obj: Voucher | None = None) -> bool:
        """A voucher that an order has used stays; end it instead."""
        used = obj is not None and VoucherUse.objects.filter(voucher=obj).exists()
        return not used and super().has_delete_permission(request, obj)
