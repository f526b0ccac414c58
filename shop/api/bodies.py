"""Validation of request bodies: every member must be known, so that a mistyped name is noticed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

UNKNOWN = "unknown_field"


def read_body(serializer: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """Return the validated body. Raises a problem that names every invalid field."""
    return check_body(serializer, request.data)


def check_body(serializer: type[serializers.Serializer[Any]], body: Any) -> dict[str, Any]:
    """Return a validated body. Raises `ValidationError` with every invalid and unknown field."""
    checked = serializer(data=body)
    unknown = _unknown_fields(checked, body)
    if not checked.is_valid():
        raise ValidationError({**unknown, **checked.errors} if unknown else checked.errors)
    if unknown:
        raise ValidationError(unknown)
    data: dict[str, Any] = checked.validated_data
    return data


def refuse_unknown(serializer: type[serializers.Serializer[Any]], body: Any) -> None:
    """Raise `ValidationError` for members that a body must not have."""
    if unknown := _unknown_fields(serializer(), body):
        raise ValidationError(unknown)


def _unknown_fields(field: Any, data: Any) -> dict[str, Any]:
    """Return errors of members that a serializer, or one nested in it, does not have."""
    if not isinstance(data, Mapping):
        return {}
    errors: dict[str, Any] = {
        str(name): [ErrorDetail(_("This field does not exist."), UNKNOWN)]
        for name in data
        if name not in field.fields
    }
    for name, member in field.fields.items():
        value = data.get(name)
        item = getattr(member, "child", member)  # of a list, or the member itself
        if isinstance(item, serializers.Serializer):
            values = value if isinstance(value, list) else [value]
            nested = [_unknown_fields(item, each) for each in values]
            if any(nested):
                errors[name] = nested if isinstance(value, list) else nested[0]
    return errors
