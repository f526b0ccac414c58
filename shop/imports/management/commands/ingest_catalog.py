"""`ingest_catalog`: a licensee's file from the command line; a dry run, or applied as well.

Exit codes: 0 every row is good (or the upload is taken back), 1 some rows were refused, 2 the file
or the call was refused, 130 stopped by Ctrl-C: the next call with --resume (--undo) goes on.
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

from catalog.imports.errors import problem_of
from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.tenancy import acting_for
from shop.imports.errors import CatalogChanged
from shop.imports.exports import save_errors
from shop.imports.models import Upload
from shop.imports.receive.progress import Tell
from shop.imports.services import (
    apply_plan,
    check_upload,
    look_through,
    make_plan,
    receive_file,
    receive_pictures,
    undo,
)
from shop.platform.core.errors import DomainError

REFUSED, BAD, STOPPED = 1, 2, 130
State = Upload.State


class Command(BaseCommand):
    """Check, plan and apply a file of a licensee."""

    help = "Upload a licensee's CSV or XLSX; with --dry-run nothing of the catalog changes."
    requires_system_checks = ()  # they ask the database, before a refusal could be said

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and the licensee, or an upload to go on with or to take back."""
        parser.add_argument("file", nargs="?", type=Path, help="CSV (UTF-8) or XLSX")
        parser.add_argument("--licensee", metavar="CODE", help="whose articles these are")
        parser.add_argument("--pictures", type=Path, metavar="ZIP", help="pictures that rows name")
        parser.add_argument("--dry-run", action="store_true", help="plan, and change nothing")
        parser.add_argument(
            "--confirm-stock",
            action="store_true",
            help="apply counts although units were sold since they were made",
        )
        parser.add_argument("--resume", type=UUID, metavar="ID", help="go on with an upload")
        parser.add_argument("--undo", type=UUID, metavar="ID", help="take the last upload back")
        parser.add_argument("--by", metavar="EMAIL", help="who uploads; else one of the licensee's")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, with a progress bar for each step."""
        console = Console(soft_wrap=True)
        upload = self._upload(options)
        try:
            if options["undo"]:
                upload = _take_back(upload, console, options["by"])
            else:
                if options["pictures"]:
                    _take_pictures(upload, options["pictures"])
                upload = _run(upload, console, options)
        except KeyboardInterrupt:
            again = f"ingest_catalog --licensee {upload.licensee.code}"
            way = "undo" if options["undo"] else "resume"
            console.print(f"Stopped. Go on with: {again} --{way} {upload.public_id}")
            sys.exit(STOPPED)
        except CatalogChanged as error:
            again = f"--licensee {upload.licensee.code} --resume {upload.public_id} --dry-run"
            message = f"{error.code}: {error.data}; plan it again with {again}"
            raise CommandError(message, returncode=BAD) from None
        except DomainError as error:
            raise CommandError(f"{error.code}: {error.data}", returncode=BAD) from None
        sys.exit(_report(upload, console, options["file"]))

    def _upload(self, options: dict[str, Any]) -> Upload:
        path, code = options["file"], options["licensee"]
        known = options["undo"] or options["resume"]
        if not code or (path is None and not known):
            raise CommandError(
                "--licensee and a file, --resume or --undo are needed", returncode=BAD
            )
        licensee = Licensee.objects.filter(code=code).first()
        if licensee is None:
            raise CommandError(f"there is no licensee {code!r}", returncode=BAD)
        if known:
            with acting_for(licensee.pk):
                upload = Upload.objects.filter(public_id=known).first()
            if upload is None:
                raise CommandError("there is no such upload", returncode=BAD)
            return upload
        if not path.is_file():
            raise CommandError(f"there is no file {path}", returncode=BAD)
        try:
            return receive_file(
                licensee=licensee, by_id=_person(licensee, options["by"]), path=path
            )
        except DomainError as error:
            raise CommandError(f"{error.code}: {error.data}", returncode=BAD) from None


def _take_pictures(upload: Upload, path: Path) -> None:
    """Keep the ZIP; a worker puts its pictures to the drafts."""
    if not path.is_file():
        raise CommandError(f"there is no file {path}", returncode=BAD)
    with path.open("rb") as file:
        receive_pictures(upload=upload, file=File(file))


def _person(licensee: Licensee, email: str | None) -> int:
    """Return who answers for the upload: stock is never adjusted by nobody."""
    people = User.objects.filter(is_active=True)
    found = (
        people.filter(email__iexact=email)
        if email
        else people.filter(licensee=licensee) or people.filter(is_superuser=True)
    )
    person = found.order_by("pk").first()
    if person is None:
        raise CommandError("name a person by --by", returncode=BAD)
    return int(person.pk)


def _run(upload: Upload, console: Console, options: dict[str, Any]) -> Upload:
    """Check, plan and apply what is left to do; a dry run always looks at the catalog anew."""
    dry_run = options["dry_run"]
    planned = upload.state == State.PLANNED and not dry_run
    if upload.state in {State.RECEIVED, State.CHECKED, State.PLANNED} and not planned:
        with _step("Checking", console) as told:
            upload = check_upload(upload=upload, told=told)
        if upload.state == State.FAILED:
            return upload
        with _step("Planning", console) as told:
            upload = make_plan(upload=upload, told=told)
    look_through(upload=upload)
    if not dry_run and upload.state in {State.PLANNED, State.APPLYING}:
        with _step("Applying", console) as told:
            upload = apply_plan(upload=upload, told=told, stock_confirmed=options["confirm_stock"])
    return upload


def _take_back(upload: Upload, console: Console, email: str | None) -> Upload:
    by_id = _person(upload.licensee, email)
    with _step("Undoing", console) as told:
        return undo(upload=upload, by_id=by_id, told=told)


@contextlib.contextmanager
def _step(title: str, console: Console) -> Iterator[Tell]:
    with Progress(
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    ) as progress:
        task = progress.add_task(title, total=None)

        def told(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield told


def _report(upload: Upload, console: Console, path: Path | None) -> int:
    console.print(f"Upload {upload.public_id}: {upload.get_state_display()}")
    for stored in upload.problems:
        console.print(f"  {problem_of(stored)}", markup=False)
    if upload.state == State.FAILED:
        return BAD
    table = Table("", "rows")
    for name, count in upload.counts.items():
        table.add_row(name.replace("_", " "), f"{count:,}")
    console.print(table)
    if upload.state == State.UNDONE:
        return 0
    refused = int(upload.counts.get("refused", 0))
    if refused or upload.counts.get("warnings"):
        source = path or Path(upload.name)
        target = source.with_name(f"{source.stem}.errors{source.suffix or '.csv'}")
        save_errors(upload, target)
        console.print(f"Errors row by row: {target}", markup=False)
    return REFUSED if refused else 0
