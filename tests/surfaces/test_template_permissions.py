"""A permission that a template asks for exists; else nobody would see that part of the page."""

import re
from pathlib import Path

from django.contrib.auth.models import Permission

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ASKED = re.compile(r"\bperms\.(\w+)\.(\w+)")


def test_every_permission_of_a_template_exists(db: None) -> None:
    asked = {
        match: path.name
        for path in TEMPLATES.rglob("*.html")
        for match in ASKED.findall(path.read_text(encoding="utf-8"))
    }
    exist = set(Permission.objects.values_list("content_type__app_label", "codename"))
    assert len(asked) > 3
    assert {match: name for match, name in asked.items() if match not in exist} == {}
