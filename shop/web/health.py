"""Probes: healthz checks that the process answers, readyz that it can serve."""

from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateWorker

HEARTBEAT = timedelta(seconds=30)


class _Migrations:
    """Check that all migrations are applied; a positive result is cached, because migrations are
    not undone.
    """

    applied = False

    @classmethod
    def check(cls) -> bool:
        if not cls.applied:
            executor = MigrationExecutor(connection)
            cls.applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return cls.applied


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Return 200 as long as the process runs; no other checks."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Return 200 if database, migrations and a worker are ready, else 503 with the failed check."""
    checks: dict[str, Callable[[], bool]] = {
        "database": _database_answers,
        "migrations": _Migrations.check,
        "worker": _worker_beats,
    }
    results = {name: _passes(check) for name, check in checks.items()}
    ready = all(results.values())
    body = {"status": "ok" if ready else "not ready", "checks": results}
    return JsonResponse(body, status=200 if ready else 503)


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except DatabaseError:
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone() == (1,)


def _worker_beats() -> bool:
    return bool(ProcrastinateWorker.objects.filter(last_heartbeat__gte=Now() - HEARTBEAT).exists())
