"""The first page of the rights desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person."""
    return render(request, "rights/overview.html")
