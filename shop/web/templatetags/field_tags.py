"""Marks of form fields: required or optional."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def field_mark(field: Any) -> SafeString:
    """Write whether a field is required, optional or required in some cases only.

    A form field names its case in the attribute `mark`, such as "required for named carriers".
    """
    needed = "required" if field.field.required else "optional"
    mark = getattr(field.field, "mark", needed)
    return format_html('<span class="field-mark">({})</span>', mark)
