"""Serializer fields shared by several responses: amounts and pages of lists."""

from typing import Any, cast

from rest_framework import serializers


class Amount(serializers.DecimalField):
    """An amount as text, with as many decimals as its currency has."""

    def __init__(self, help_text: str, **options: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, help_text=help_text, **options)


class PageSerializer(serializers.Serializer[Any]):
    """A page of a list."""

    next = serializers.URLField(
        allow_null=True, help_text="Address of the next page; null on the last one."
    )
    previous = serializers.URLField(
        allow_null=True, help_text="Address of the previous page; null on the first one."
    )


def page_shape(row: type[serializers.Serializer[Any]], name: str) -> type[PageSerializer]:
    """Return the serializer of a page of rows; `name` is its name in the schema."""
    members = {
        "__doc__": "A page of a list.",
        "__module__": row.__module__,
        "results": row(many=True, help_text="Rows of this page."),
    }
    return cast("type[PageSerializer]", type(f"{name}Serializer", (PageSerializer,), members))
