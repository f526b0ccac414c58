"""Saving of a record's form, and the download that an import reads again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http.response import HttpResponseBase

from shop.platform.core.errors import DomainError
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.seen_values import (
    CHANGED_MEANWHILE,
    digest_of,
    wait_for_other_edits,
)

REFUSALS = {
    "field_is_fixed": "This cannot be changed once the record exists.",
    "grant_clash": "With this category, two licensees' exclusive grants would overlap.",
}


def edit_state(register: Register, record: Any) -> str:
    """Return a digest of what a record's form shows; empty for a new record.

    The form sends it back, so that a save does not overwrite what its author has not seen.
    """
    if record is None or record._state.adding:  # noqa: SLF001  Django's documented attribute
        return ""
    form = register.form(instance=record)
    return digest_of(
        {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    )


@transaction.atomic
def save_form(register: Register, form: RecordForm, by_id: int, state: str = "") -> bool:
    """Save a valid form through the register's service; add what it refuses to the form.

    `state` is the `edit_state` that the form was shown with; empty if it was shown without.
    """
    if state and _is_changed(register, form.instance.pk, state):
        form.add_error(None, CHANGED_MEANWHILE)
        return False
    try:
        with transaction.atomic():
            form.instance = register.save(form.save(commit=False), form, by_id)
    except ValidationError as error:
        form.add_invalid(error)
        return False
    except DomainError as error:
        form.refuse(error, REFUSALS)
        return False
    return True


def download(register: Register, records: QuerySet[Any]) -> HttpResponseBase:
    """Return the records as the import reads them: the fields of the form, by name."""
    names = list(register.form().fields)

    def row(record: Any) -> list[str]:
        form = register.form(instance=record)
        values = (form.get_initial_for_field(form.fields[name], name) for name in names)
        return [_typed(value) for value in values]

    return as_csv(register.title, names, (row(record) for record in records))


def _is_changed(register: Register, pk: Any, state: str) -> bool:
    """Return whether the stored record differs from what was shown; other edits of it wait."""
    wait_for_other_edits(f"{register.slug} {pk}")
    stored = register.rows().filter(pk=pk).first()
    return stored is None or edit_state(register, stored) != state


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
