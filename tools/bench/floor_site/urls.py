"""Three views: a text, one statement as JSON, and the rows of a list through a template."""

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import path

ROWS = 24
_NEWEST = """
    select p.upc, p.slug, p.title_en, m.amount::text from catalogue_product p
    join pricing_marketprice m on m.product_id = p.id and m.valid @> now()
        and m.market_id = (select id from markets_market where code = 'fr')
    where p.is_public and p.structure <> 'child' order by p.id desc limit %s
"""
_LIST = """<!doctype html><html lang="en"><title>Products</title><ul>{% for row in rows %}
<li><a href="/products/{{ row.slug }}-{{ row.sku }}/">{{ row.title }}</a> {{ row.price }}</li>
{% endfor %}</ul></html>"""
_template = engines["django"].from_string(_LIST)


def _rows() -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [ROWS])
        names = ("sku", "slug", "title", "price")
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def bare(_request: HttpRequest) -> HttpResponse:
    """Answer with a text."""
    return HttpResponse("floor")


def statement(_request: HttpRequest) -> HttpResponse:
    """Answer with the rows of one statement as JSON."""
    return JsonResponse({"results": _rows()})


def rendered(_request: HttpRequest) -> HttpResponse:
    """Answer with the same rows through a template."""
    return HttpResponse(_template.render({"rows": _rows()}))


urlpatterns = [path("bare/", bare), path("statement/", statement), path("rendered/", rendered)]
