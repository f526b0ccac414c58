"""A model's field has one default, in Python and in the database."""

from django.apps import apps
from django.db.models import NOT_PROVIDED, Func


def test_every_plain_database_default_is_known_before_a_row_is_saved() -> None:
    """Without `default`, an unsaved row reads a `DatabaseDefault`, and that is always true."""
    missing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if field.db_default is not NOT_PROVIDED
        and field.default is NOT_PROVIDED
        and not isinstance(field.db_default, Func)
    ]
    assert missing == []
