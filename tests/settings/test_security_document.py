"""The table in docs/security.md names files that exist and counts right."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "docs" / "security.md").read_text()
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([a-z ]+) \| (.+) \|$", TEXT, re.MULTILINE)
STATES = ("met", "not applicable", "open")


def test_every_requirement_stands_once_and_the_heading_counts_them() -> None:
    assert len(ROWS) == len({row[0] for row in ROWS}) == 253
    counts = [sum(row[2] == state for row in ROWS) for state in STATES]
    heading = re.search(r"(\d+) met, (\d+) not applicable, (\d+) open of 253", TEXT)
    assert heading
    assert [int(number) for number in heading.groups()] == counts


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`([\w.-]+/[\w./-]*|\w+\.(?:toml|yaml|md)|Dockerfile)`", TEXT))
    made = {"deploy/secrets/"}  # by deploy/make_secrets.sh
    paths = {name for name in named if not name.startswith("/")} - made
    assert len(paths) > 60
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


def test_what_is_met_names_a_file_a_section_or_a_library() -> None:
    bare = [row[0] for row in ROWS if row[2] == "met" and "`" not in row[3]
            and "section" not in row[3] and "Django" not in row[3]]  # fmt: skip
    assert bare == []
    for name in re.findall(r"section (\w[\w ]*?) below", TEXT):
        assert f"## {name}\n" in TEXT
