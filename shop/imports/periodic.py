"""What the pipeline does by the clock."""

from procrastinate.contrib.django import app

from shop.imports.retention import forget_old_files
from shop.platform.database.clock import database_now


@app.periodic(cron="40 2 * * *", periodic_id="forget_uploads")
@app.task(name="sourcing.forget", queueing_lock="sourcing.forget", pass_context=False)
def forget_files(timestamp: int) -> None:
    """At twenty to three, UTC: files of uploads that ended long ago."""
    forget_old_files(database_now())
