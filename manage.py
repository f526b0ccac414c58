#!/usr/bin/env python
"""Django's command line. Without DATABASE_URL it first makes sure that the embedded server runs."""

import gc
import os
import sys

OWNER_COMMANDS = frozenset({"migrate", "flush", "sqlflush", "squashmigrations", "test"})
WORKER = "procrastinate"  # it runs for long
OFFLINE_COMMANDS = frozenset(
    {"collectstatic", "compilemessages", "help", "makemessages", "version", "spectacular"}
)


def main() -> None:
    """Run one management command, as the owner role when it changes the schema."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in OWNER_COMMANDS:
        os.environ.setdefault("DATABASE_ROLE", "owner")
    if command not in OFFLINE_COMMANDS and "DATABASE_URL" not in os.environ:
        from shop.platform.database.embedded import start_for_this_process

        start_for_this_process()

    if command == WORKER:
        from shop.process_memory import give_memory_back_regularly, save_memory

        save_memory()
        give_memory_back_regularly()
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    finally:
        # At its end, the interpreter would go through every loaded module again: most of a second.
        gc.freeze()


if __name__ == "__main__":
    main()
