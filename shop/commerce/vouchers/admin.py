"""Vouchers in Django's admin: staff create and end them, and see their uses."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from shop.commerce.vouchers.models import Voucher, VoucherUse
from shop.commerce.vouchers.services import normalize_voucher_code
from shop.platform.core.money import (
    UNSUPPORTED_CURRENCIES,
    amount_text,
    minor_digits,
    round_money,
)


class VoucherForm(forms.ModelForm):
    """A voucher form that normalizes the code."""

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
        """Return the normalized code."""
        return normalize_voucher_code(str(self.cleaned_data["code"]))

    def clean_currency(self) -> str:
        """Return the currency in capitals."""
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """Check what the database would refuse, and name the field."""
        cleaned = super().clean() or self.cleaned_data
        amounts = cleaned.get("amount") or cleaned.get("least_goods")
        if (cleaned.get("percent") is None) == (cleaned.get("amount") is None):
            self.add_error("amount", "Enter a percentage or an amount, not both.")
        if amounts and not cleaned.get("currency"):
            self.add_error("currency", "An amount needs its currency.")
        self._check_decimals(cleaned)
        most_uses = cleaned.get("most_uses")
        if most_uses is not None and most_uses < self.instance.uses:
            self.add_error("most_uses", f"It was used {self.instance.uses} times already.")
        return cleaned

    def _check_decimals(self, cleaned: dict[str, Any]) -> None:
        """Refuse decimals that the currency does not have, such as ¥500.50."""
        currency = cleaned.get("currency")
        if not currency:
            return
        if currency in UNSUPPORTED_CURRENCIES:
            self.add_error("currency", f"The shop does not sell in {currency}.")
            return
        for name in ("amount", "least_goods"):
            amount = cleaned.get(name)
            if amount and round_money(amount, currency) != amount:
                digits = minor_digits(currency) or "no"
                self.add_error(name, f"Amounts in {currency} have {digits} decimals.")


@admin.register(Voucher)
class VoucherAdmin(admin.ModelAdmin):
    """Vouchers; the code cannot be changed later, because orders name it."""

    form = VoucherForm
    list_display = ("code", "note", "percent", "worth", "valid", "uses", "most_uses")
    search_fields = ("code", "note")
    readonly_fields = ("uses",)

    @admin.display(description="Amount", ordering="amount")
    def worth(self, voucher: Voucher) -> str:
        """Return the amount with the decimals of its currency."""
        if voucher.amount is None:
            return "–"
        return f"{amount_text(voucher.amount, voucher.currency)} {voucher.currency}"

    def get_readonly_fields(self, request: HttpRequest, obj: Voucher | None = None) -> Any:
        """Freeze the code of a stored voucher."""
        named = super().get_readonly_fields(request, obj)
        return (*named, "code") if obj is not None else named

    def has_delete_permission(self, request: HttpRequest, obj: Voucher | None = None) -> bool:
        """Keep vouchers that orders have used; end them instead."""
        used = obj is not None and VoucherUse.objects.filter(voucher=obj).exists()
        return not used and super().has_delete_permission(request, obj)
