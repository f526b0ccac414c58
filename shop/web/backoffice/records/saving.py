"""Saving of a record's form, and the download that an import reads again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http.response import HttpResponseBase

from shop.platform.core.errors import DomainError
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.shared.exports import as_csv

REFUSALS = {
    "field_is_fixed": "This cannot be changed once the record exists.",
    "grant_clash": "With this category, two licensees' exclusive grants would overlap.",
}


def save_form(register: Register, form: RecordForm, by_id: int) -> bool:
    """Save a valid form through the register's service; add what it refuses to the form."""
    try:
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


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
