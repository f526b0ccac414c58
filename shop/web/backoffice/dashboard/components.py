"""The living page of the components from which back-office pages are made."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.web.backoffice.dashboard.stock_forms import StyledForm


class SampleForm(StyledForm):
    """A form with an error, to show what a form looks like."""

    code = forms.CharField(max_length=20, help_text="For example LYON. It cannot be changed.")
    note = forms.CharField(required=False, max_length=200, widget=forms.Textarea({"rows": 2}))


def show(request: HttpRequest) -> HttpResponse:
    """Show each component by the template that pages use."""
    form = SampleForm({"code": "", "note": "A note"})
    return render(request, "oscar/dashboard/components.html", {"form": form})
