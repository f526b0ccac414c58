"""Export of a person's own data."""

from typing import Any

from django.apps import apps

from shop.identity.accounts.models import User
from shop.platform.database.clock import database_now
from shop.privacy.registry import PERSONAL


def export_account(user: User) -> dict[str, Any]:
    """Return all data of an account by model, for `DjangoJSONEncoder`, without secrets."""
    data: dict[str, Any] = {"exported_at": database_now(), "account": user.pk}
    for label, personal in PERSONAL.items():
        if personal.owner and personal.fields:
            rows = apps.get_model(label)._default_manager.filter(  # noqa: SLF001  documented
                **{personal.owner: user.pk}
            )
            data[label] = [
                {name: _plain(value) for name, value in row.items()}
                for row in rows.order_by("pk").values(*personal.fields)
            ]
    return data


def _plain(value: Any) -> Any:
    """Return a value that JSON supports; phone numbers and similar as text."""
    simple = isinstance(value, str | int | float | bool | list | dict) or value is None
    return value if simple or hasattr(value, "isoformat") else str(value)
