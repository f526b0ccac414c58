"""Events of the audit log at another time, as only the owner of the database could write them."""

from django.db import connection

from licensing.audit.log import event_models


def date_events(*, days: int) -> None:
    """Let every event of the audit log have happened that many days ago."""
    with connection.cursor() as cursor:
        for model in event_models():
            cursor.execute(
                f'update "{model._meta.db_table}" set pgh_created_at = '
                "statement_timestamp() - make_interval(days => %s)",
                [days],
            )
