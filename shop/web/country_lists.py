"""The options of a list of countries, written once for a market and language.

They are kept under the revision of the request, which a change of a territory or market raises.
"""

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from licensing.models import Territory
from shop.commerce.markets.requests import ShopRequest
from shop.web.locale_names import named_countries


def shown_countries(request: ShopRequest, selected: str) -> SafeString:
    """Return the options, with a country of this market selected."""
    name = ("country options", request.market.pk, str(request.LANGUAGE_CODE))
    options = request.kept.keep(name, lambda: _write(request))
    if selected not in request.market.ship_to_codes:
        return options
    value = f'<option value="{conditional_escape(selected)}"'
    return mark_safe(options.replace(value, f"{value} selected", 1))  # noqa: S308  both are escaped


def _write(request: ShopRequest) -> SafeString:
    own = request.market.ship_to_codes
    served = Territory.objects.filter(served=True).values_list("code", flat=True)
    others = [code for code in served if code not in own]
    countries = {"own": named_countries(own), "others": named_countries(others)}
    return render_to_string("web/parts/country_options.html", {"countries": countries})
