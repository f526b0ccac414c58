"""The default limit per person; limits of single products are on their stock pages."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.orders.checkout.person_limits import set_default_limit
from shop.orders.models import DefaultLimit

MOST = 10_000


class LimitForm(forms.Form):
    """The limit of units of an article that one person may buy."""

    units = forms.IntegerField(
        min_value=1,
        max_value=MOST,
        required=False,
        label="Units of an item per person, across all sizes and orders",
        help_text="Applies to items without a limit of their own. Leave blank for no limit.",
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )


def show(request: HttpRequest) -> HttpResponse:
    """Show the default limit, or set it."""
    row = DefaultLimit.objects.select_related("changed_by").first()
    form = LimitForm(request.POST or None, initial={"units": row.units if row else None})
    if request.method == "POST" and form.is_valid():
        set_default_limit(units=form.cleaned_data["units"], by_id=int(request.user.pk or 0))
        messages.success(request, "Selling limit saved.")
        return redirect("dashboard:selling-limits")
    context = {"form": form, "row": row}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/selling_limits.html", context, status=status)
