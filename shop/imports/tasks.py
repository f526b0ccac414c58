"""Jobs of imports. Each resumes where a killed run stopped; a second run changes nothing."""

from contextlib import suppress

from procrastinate.contrib.django import app

from shop.imports.errors import NothingToUndo
from shop.imports.models import CatalogImport
from shop.imports.pictures import attach_pictures, check_pictures, report_prepared
from shop.imports.services import apply_plan, check_and_plan, find_import, send_next_drafts, undo
from shop.platform.database.retries import PATIENT


@app.task(name="sourcing.examine", retry=PATIENT)
def check_job(upload_id: int, licensee_id: int) -> None:
    """Check and plan an import, unless it was cancelled or is past this step."""
    catalog_import = find_import(import_id=upload_id, licensee_id=licensee_id)
    if catalog_import.state in {CatalogImport.State.RECEIVED, CatalogImport.State.CHECKED}:
        check_and_plan(catalog_import=catalog_import)


@app.task(name="sourcing.apply", retry=PATIENT)
def apply_job(upload_id: int, licensee_id: int) -> None:
    """Write the remaining rows of the plan."""
    catalog_import = find_import(import_id=upload_id, licensee_id=licensee_id)
    if catalog_import.state == CatalogImport.State.APPLYING:
        apply_plan(catalog_import=catalog_import)


@app.task(name="sourcing.pictures", retry=PATIENT)
def pictures_job(upload_id: int, licensee_id: int) -> None:
    """Check the ZIP for the plan, or attach its pictures to the drafts."""
    catalog_import = find_import(import_id=upload_id, licensee_id=licensee_id)
    check_pictures(catalog_import=catalog_import)
    attach_pictures(catalog_import=catalog_import)


@app.task(name="sourcing.prepared", retry=PATIENT)
def prepared_job(upload_id: int, licensee_id: int, look: int = 1) -> None:
    """Report problems of prepared pictures on the rows that named them."""
    catalog_import = find_import(import_id=upload_id, licensee_id=licensee_id)
    report_prepared(catalog_import=catalog_import, look=look)


@app.task(name="sourcing.send", retry=PATIENT)
def send_job(upload_id: int, licensee_id: int) -> None:
    """Submit the remaining drafts for approval and notify the holders."""
    catalog_import = find_import(import_id=upload_id, licensee_id=licensee_id)
    while send_next_drafts(catalog_import=catalog_import):
        pass


@app.task(name="sourcing.undo", retry=PATIENT)
def undo_job(upload_id: int, licensee_id: int, by_id: int) -> None:
    """Undo the remaining rows; do nothing if the import can no longer be undone."""
    catalog_import = find_import(import_id=upload_id, licensee_id=licensee_id)
    if catalog_import.state != CatalogImport.State.UNDONE:
        with suppress(NothingToUndo):
            undo(catalog_import=catalog_import, by_id=by_id)
