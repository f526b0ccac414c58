"""Static files that templates name exist; the tests' storage would not notice a missing one."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"""\{%\s*static\s+['"]([^'"]+)['"]""")


def test_every_static_file_that_a_template_names_exists() -> None:
    named = {
        name: path.relative_to(ROOT)
        for path in (ROOT / "templates").rglob("*.html")
        for name in NAME.findall(path.read_text(encoding="utf-8"))
    }
    assert len(named) >= 10
    assert {name: path for name, path in named.items() if finders.find(name) is None} == {}
