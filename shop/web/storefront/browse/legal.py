"""Legal pages of a market, in force or a former version."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shop.commerce.legal.models import LegalText
from shop.commerce.legal.rendering import render_text
from shop.commerce.legal.services import find_text
from shop.commerce.markets.requests import ShopRequest


@require_safe
def show_text(request: ShopRequest, kind: str, number: int = 0) -> HttpResponse:
    """Show the version in force, or the one with a number that orders name."""
    language = str(request.LANGUAGE_CODE)
    if number:
        texts = LegalText.objects.filter(market=request.market, language=language, kind=kind)
        text: Any = texts.filter(version=number, valid_from__lte=request.at).first()
    else:
        text = find_text(request.market, language, kind, request.at)
    if text is None:
        raise Http404
    context = {"text": text, "html": render_text(text.body), "former": bool(number)}
    return render(request, "web/legal.html", context)
