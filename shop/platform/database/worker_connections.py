"""Connections of the worker of jobs.

It fetches and ends a job by one statement each. Without autocommit each of them would need three
more round trips, to begin and end a transaction and to check the connection.
"""

from procrastinate import App
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector
from psycopg import AsyncConnection


class AutocommitConnector(DjangoConnector):
    """Django's connection for jobs that are queued, autocommit for the worker."""

    def get_worker_connector(self) -> BaseAsyncConnector:
        """Return the connector of a worker."""
        return PsycopgConnector(kwargs=connector_params(self.alias), configure=_autocommit)


def use_autocommit(app: App) -> None:
    """Let workers of an app commit each of their statements."""
    app.connector = app.job_manager.connector = AutocommitConnector()


async def _autocommit(connection: AsyncConnection) -> None:
    await connection.set_autocommit(True)
