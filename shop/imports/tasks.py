"""Jobs of uploads: each goes on where a killed one stopped, and twice does nothing twice."""

from contextlib import suppress

from procrastinate.contrib.django import app

from shop.imports.errors import NothingToUndo
from shop.imports.models import Upload
from shop.imports.pictures.attach_pictures import attach_pictures, look_through
from shop.imports.pictures.picture_results import tell_prepared
from shop.imports.services import apply_plan, examine, find_upload, send_next_drafts, undo
from shop.platform.database.retries import PATIENT


@app.task(name="sourcing.examine", retry=PATIENT)
def examine_upload(upload_id: int, licensee_id: int) -> None:
    """Check and plan; nothing to do once it was cancelled or goes on already."""
    upload = find_upload(upload_id=upload_id, licensee_id=licensee_id)
    if upload.state in {Upload.State.RECEIVED, Upload.State.CHECKED}:
        examine(upload=upload)


@app.task(name="sourcing.apply", retry=PATIENT)
def apply_upload(upload_id: int, licensee_id: int) -> None:
    """Write what is left of the plan."""
    upload = find_upload(upload_id=upload_id, licensee_id=licensee_id)
    if upload.state == Upload.State.APPLYING:
        apply_plan(upload=upload)


@app.task(name="sourcing.pictures", retry=PATIENT)
def put_pictures(upload_id: int, licensee_id: int) -> None:
    """Look the ZIP through for the plan, or put its pictures to the drafts; it may run again."""
    upload = find_upload(upload_id=upload_id, licensee_id=licensee_id)
    look_through(upload=upload)
    attach_pictures(upload=upload)


@app.task(name="sourcing.prepared", retry=PATIENT)
def tell_of_prepared(upload_id: int, licensee_id: int, look: int = 1) -> None:
    """Say on the rows what became of their pictures when their renditions were made."""
    tell_prepared(upload=find_upload(upload_id=upload_id, licensee_id=licensee_id), look=look)


@app.task(name="sourcing.send", retry=PATIENT)
def send_upload(upload_id: int, licensee_id: int) -> None:
    """Send what is left of its drafts for approval, and tell the holders."""
    upload = find_upload(upload_id=upload_id, licensee_id=licensee_id)
    while send_next_drafts(upload=upload):
        pass


@app.task(name="sourcing.undo", retry=PATIENT)
def undo_upload(upload_id: int, licensee_id: int, by_id: int) -> None:
    """Take back what is left of it; later it is not tried again when that may not be now."""
    upload = find_upload(upload_id=upload_id, licensee_id=licensee_id)
    if upload.state != Upload.State.UNDONE:
        with suppress(NothingToUndo):
            undo(upload=upload, by_id=by_id)
