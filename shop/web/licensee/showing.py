"""Tables and forms of the rights desk in the portal's frame."""

from dataclasses import replace

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop.web.rights import forms as desk_forms
from shop.web.rights import tables

LAYOUT = "licensee/layout.html"


def show_page(
    request: HttpRequest, page: tables.Page, template: str = "rights/tables.html"
) -> HttpResponseBase:
    """Show a page of tables, or the one that was asked for as CSV."""
    framed = replace(page, context=page.context | {"layout": LAYOUT})
    return tables.show_page(request, framed, template)


def show_form(request: HttpRequest, form: forms.Form, asked: desk_forms.Asked) -> HttpResponseBase:
    """Show a form; one with errors keeps what was typed."""
    return desk_forms.show_form(request, form, asked, LAYOUT)
