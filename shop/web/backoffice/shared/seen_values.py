"""Forms that refuse to save over values that their author has not seen."""

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

CHANGED_MEANWHILE = (
    "Someone else changed this while you were editing it, so nothing was saved. Open it again to"
    " see their changes, then make yours."
)


def digest_of(values: Mapping[str, Any]) -> str:
    """Return a digest of the values that a form shows."""
    lines = [f"{name}={value!s}" for name, value in values.items()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def wait_for_other_edits(name: str) -> None:
    """Wait until nobody else saves what has this name; others wait until the transaction ends.

    An advisory lock, because a row's lock before that of the rights could deadlock with a sale.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"edit {name}"])


def one_editor_at_a_time[**P](
    view: Callable[P, HttpResponseBase],
) -> Callable[P, HttpResponseBase]:
    """Let a view save one after another, so that `SeenValuesForm` compares with what is stored."""

    @wraps(view)
    def save_alone(*args: P.args, **options: P.kwargs) -> HttpResponseBase:
        request = args[0]
        if not isinstance(request, HttpRequest) or request.method != "POST":
            return view(*args, **options)
        with transaction.atomic():
            wait_for_other_edits(request.path)
            return view(*args, **options)

    return save_alone


class SeenValuesForm(forms.Form):
    """A form that is refused if its `initial`, the stored values, changed since it was shown."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stored = digest_of(self.initial)
        self.initial = {**self.initial, "seen": self.stored}

    def clean(self) -> dict[str, Any]:
        """Compare what was shown with what is stored."""
        data = super().clean() or self.cleaned_data
        if data.pop("seen", "") not in {"", self.stored}:
            self.add_error(None, CHANGED_MEANWHILE)
        return data
