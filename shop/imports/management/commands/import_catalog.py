"""`import_catalog`: import a licensee's product file from the command line.

Exit codes: 0 all rows are good (or the import is undone), 1 some rows were refused, 2 the file or
the arguments were refused, 130 stopped by Ctrl-C; continue with --resume (or --undo).
"""

import contextlib
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from catalog.imports.errors import load_problem
from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.tenancy import acting_for
from shop.imports.errors import CatalogChanged
from shop.imports.exports import save_errors
from shop.imports.models import CatalogImport
from shop.imports.services import (
    apply_plan,
    check_import,
    check_pictures,
    make_plan,
    receive_file,
    receive_pictures,
    undo,
)
from shop.imports.steps import ProgressCallback
from shop.platform.core.errors import DomainError

REFUSED, BAD, STOPPED = 1, 2, 130
State = CatalogImport.State


class Command(BaseCommand):
    """Check, plan and apply a file of a licensee."""

    help = "Import a licensee's CSV or XLSX file; --dry-run only shows what would change."
    requires_system_checks = ()  # they query the database before arguments can be refused

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file and the licensee, or the import to resume or to undo."""
        parser.add_argument("file", nargs="?", type=Path, help="CSV (UTF-8) or XLSX")
        parser.add_argument("--licensee", metavar="CODE", help="licensee that owns the articles")
        parser.add_argument(
            "--pictures", type=Path, metavar="ZIP", help="pictures named in the rows"
        )
        parser.add_argument("--dry-run", action="store_true", help="plan without changing anything")
        parser.add_argument(
            "--confirm-stock",
            action="store_true",
            help="apply stock counts even if units were sold since",
        )
        parser.add_argument("--resume", type=UUID, metavar="ID", help="resume an import")
        parser.add_argument("--undo", type=UUID, metavar="ID", help="undo the last import")
        parser.add_argument(
            "--by", metavar="EMAIL", help="user to record; default: a user of the licensee"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the steps, each with a progress bar."""
        console = Console(soft_wrap=True)
        catalog_import = self._upload(options)
        try:
            if options["undo"]:
                catalog_import = _take_back(catalog_import, console, options["by"])
            else:
                if options["pictures"]:
                    _take_pictures(catalog_import, options["pictures"])
                catalog_import = _run(catalog_import, console, options)
        except KeyboardInterrupt:
            command = f"import_catalog --licensee {catalog_import.licensee.code}"
            option = "undo" if options["undo"] else "resume"
            console.print(
                f"Stopped. Continue with: {command} --{option} {catalog_import.public_id}"
            )
            sys.exit(STOPPED)
        except CatalogChanged as error:
            code, public_id = catalog_import.licensee.code, catalog_import.public_id
            command = f"--licensee {code} --resume {public_id} --dry-run"
            message = f"{error.code}: {error.data}; plan it again with {command}"
            raise CommandError(message, returncode=BAD) from None
        except DomainError as error:
            raise CommandError(f"{error.code}: {error.data}", returncode=BAD) from None
        sys.exit(_report(catalog_import, console, options["file"]))

    def _upload(self, options: dict[str, Any]) -> CatalogImport:
        path, code = options["file"], options["licensee"]
        public_id = options["undo"] or options["resume"]
        if not code or (path is None and not public_id):
            raise CommandError("give --licensee and a file, --resume or --undo", returncode=BAD)
        licensee = Licensee.objects.filter(code=code).first()
        if licensee is None:
            raise CommandError(f"there is no licensee {code!r}", returncode=BAD)
        if public_id:
            with acting_for(licensee.pk):
                catalog_import = CatalogImport.objects.filter(public_id=public_id).first()
            if catalog_import is None:
                raise CommandError("there is no such import", returncode=BAD)
            return catalog_import
        if not path.is_file():
            raise CommandError(f"there is no file {path}", returncode=BAD)
        try:
            return receive_file(
                licensee=licensee, by_id=_person(licensee, options["by"]), path=path
            )
        except DomainError as error:
            raise CommandError(f"{error.code}: {error.data}", returncode=BAD) from None


def _take_pictures(catalog_import: CatalogImport, path: Path) -> None:
    """Store the ZIP; a worker attaches its pictures to the drafts."""
    if not path.is_file():
        raise CommandError(f"there is no file {path}", returncode=BAD)
    with path.open("rb") as file:
        receive_pictures(catalog_import=catalog_import, file=File(file))


def _person(licensee: Licensee, email: str | None) -> int:
    """Return the id of the user to record for the import and its stock movements."""
    people = User.objects.filter(is_active=True)
    candidates = (
        people.filter(email__iexact=email)
        if email
        else people.filter(licensee=licensee) or people.filter(is_superuser=True)
    )
    person = candidates.order_by("pk").first()
    if person is None:
        raise CommandError("name a user with --by", returncode=BAD)
    return int(person.pk)


def _run(catalog_import: CatalogImport, console: Console, options: dict[str, Any]) -> CatalogImport:
    """Check, plan and apply what remains; a dry run always plans again."""
    dry_run = options["dry_run"]
    planned = catalog_import.state == State.PLANNED and not dry_run
    if catalog_import.state in {State.RECEIVED, State.CHECKED, State.PLANNED} and not planned:
        with _step("Checking", console) as on_progress:
            catalog_import = check_import(catalog_import=catalog_import, on_progress=on_progress)
        if catalog_import.state == State.FAILED:
            return catalog_import
        with _step("Planning", console) as on_progress:
            catalog_import = make_plan(catalog_import=catalog_import, on_progress=on_progress)
    check_pictures(catalog_import=catalog_import)
    if not dry_run and catalog_import.state in {State.PLANNED, State.APPLYING}:
        with _step("Applying", console) as on_progress:
            catalog_import = apply_plan(
                catalog_import=catalog_import,
                on_progress=on_progress,
                stock_confirmed=options["confirm_stock"],
            )
    return catalog_import


def _take_back(catalog_import: CatalogImport, console: Console, email: str | None) -> CatalogImport:
    by_id = _person(catalog_import.licensee, email)
    with _step("Undoing", console) as on_progress:
        return undo(catalog_import=catalog_import, by_id=by_id, on_progress=on_progress)


@contextlib.contextmanager
def _step(title: str, console: Console) -> Iterator[ProgressCallback]:
    with Progress(
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    ) as progress:
        task = progress.add_task(title, total=None)

        def on_progress(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield on_progress


def _report(catalog_import: CatalogImport, console: Console, path: Path | None) -> int:
    console.print(f"Import {catalog_import.public_id}: {catalog_import.state_label}")
    for stored in catalog_import.problems:
        console.print(f"  {load_problem(stored)}", markup=False)
    if catalog_import.state == State.FAILED:
        return BAD
    table = Table("", "rows")
    for name, count in catalog_import.counts.items():
        table.add_row(name.replace("_", " "), f"{count:,}")
    console.print(table)
    if catalog_import.state == State.UNDONE:
        return 0
    refused = int(catalog_import.counts.get("refused", 0))
    if refused or catalog_import.counts.get("warnings"):
        source = path or Path(catalog_import.name)
        target = source.with_name(f"{source.stem}.errors{source.suffix or '.csv'}")
        save_errors(catalog_import, target)
        console.print(f"Errors row by row: {target}", markup=False)
    return REFUSED if refused else 0
