"""Jobs of pictures. All are idempotent."""

from procrastinate.contrib.django import app

from catalog.media.orphan_cleanup import delete_unused
from catalog.media.preparation import prepare_picture
from catalog.media.publication import publish_pictures
from shop.platform.database.retries import PATIENT


@app.task(name="media.prepare", retry=PATIENT)
def prepare(image_id: int) -> None:
    """Make the renditions of one picture."""
    prepare_picture(image_id)


@app.task(name="media.publish", retry=PATIENT)
def publish(product_id: int) -> None:
    """Update the public pictures of a top product to match its released version."""
    publish_pictures(product_id)


@app.periodic(cron="41 3 * * *", periodic_id="media_tidy")
@app.task(name="media.tidy", queueing_lock="media.tidy", pass_context=False)
def tidy(timestamp: int) -> None:  # noqa: ARG001  Procrastinate hands it over by name
    """Delete unused files every night."""
    delete_unused()
