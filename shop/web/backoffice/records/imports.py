"""Import of records from a file: all rows are checked first, and saved together or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.forms import BooleanField

from catalog.imports.csv_escaping import unescape
from catalog.imports.errors import ERROR, FileRefused
from catalog.imports.table import Line
from catalog.imports.table_reader import read_table
from shop.platform.core.errors import DomainError
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.shared.forms import DeskForm

MOST_ROWS = 5_000
UPLOAD_BYTES = 2 * 1024 * 1024
FALSE = ("no", "false", "0", "n", "")


class ImportForm(DeskForm):
    """A CSV file with one record in each row."""

    file = forms.FileField(
        label="CSV or XLSX file",
        help_text="One record in each row, with the columns of the download. Existing codes are"
        " changed, new ones are added. Nothing is saved if a row has a problem.",
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large for a register."""
        file = self.cleaned_data["file"]
        if file.size > UPLOAD_BYTES:
            raise forms.ValidationError("The file is larger than 2 MB. Split it.")
        return file


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem of a row: its number as in a spreadsheet, the column and a sentence."""

    row: int
    column: str
    message: str


@dataclass(slots=True)
class Outcome:
    """Numbers of rows read, added and changed, or the errors of the file."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def import_records(register: Register, file: UploadedFile, by_id: int) -> Outcome:
    """Save every row of a file through the register's service, or report all problems."""
    outcome = Outcome()
    with transaction.atomic():
        try:
            for line, values in _rows(register, file, outcome):
                outcome.rows += 1
                if outcome.rows > MOST_ROWS:
                    message = f"The file has more than {MOST_ROWS:,} rows. Split it."
                    outcome.problems.append(RowProblem(line.number, "", message))
                    break
                outcome.problems += [
                    RowProblem(line.number, problem.column, f"{problem.message} {problem.fix}")
                    for problem in line.problems
                    if problem.level == ERROR
                ]
                _save_row(register, line.number, values, by_id, outcome)
        except FileRefused as error:
            outcome.problems += [RowProblem(0, "", str(problem)) for problem in error.problems]
        if not outcome.rows and not outcome.problems:
            outcome.problems.append(RowProblem(0, "", "The file has no rows below its header."))
        if outcome.problems:
            transaction.set_rollback(True)
    return outcome


def _rows(
    register: Register, file: UploadedFile, outcome: Outcome
) -> Iterator[tuple[Line, dict[str, str]]]:
    """Yield the rows with their values by field."""
    with tempfile.NamedTemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        with closing(read_table(Path(copy.name))) as table:
            names = [_field_name(title) for title in table.header]
            known = set(register.form().fields)
            outcome.problems += [
                RowProblem(table.number, title, "There is no such column in this register.")
                for title, name in zip(table.header, names, strict=True)
                if name and name not in known
            ]
            if register.key not in names:
                message = "This column is missing. It names the record of each row."
                outcome.problems.append(RowProblem(table.number, register.key, message))
            if outcome.problems:
                return
            for line in table.lines:
                yield line, dict(zip(names, map(unescape, line.cells), strict=False))


def _save_row(
    register: Register, number: int, values: dict[str, str], by_id: int, outcome: Outcome
) -> None:
    record = register.find(values)
    form = register.form(_form_data(register, record, values), instance=record)
    if not form.is_valid():
        _note_errors(form, number, outcome)
        return
    try:
        with transaction.atomic():
            register.save(form.save(commit=False), form, by_id)
    except ValidationError as error:
        form.add_invalid(error)
        _note_errors(form, number, outcome)
    except DomainError as error:
        column = str(error.data.get("field", ""))
        outcome.problems.append(RowProblem(number, column, f"Not possible: {error}."))
    else:
        outcome.added += record is None
        outcome.changed += record is not None


def _form_data(register: Register, record: Any, values: dict[str, str]) -> dict[str, Any]:
    """Return what a form would send: columns that the file lacks keep their values."""
    unbound = register.form(instance=record)
    data: dict[str, Any] = {}
    for name, form_field in unbound.fields.items():
        value: Any = unbound.get_initial_for_field(form_field, name)
        if name in values:
            value = values[name]
        if isinstance(value, str) and isinstance(form_field, BooleanField):
            value = value.strip().lower() not in FALSE
        data[name] = "" if value is None else value
    return data


def _note_errors(form: Any, number: int, outcome: Outcome) -> None:
    for name, errors in form.errors.items():
        column = "" if name == "__all__" else name
        outcome.problems += [RowProblem(number, column, str(error)) for error in errors]


def _field_name(title: str) -> str:
    return title.strip().lower().replace(" ", "_")
