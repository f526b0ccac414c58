"""Documents name files, packages and commands that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TOP_LEVEL = (
    "catalog",
    "deploy",
    "docs",
    "licensing",
    "shop",
    "static",
    "templates",
    "tests",
    "tools",
)
PATH = re.compile(rf"`((?:{'|'.join(TOP_LEVEL)})/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)\)")
COMMAND = re.compile(r"manage\.py (\w+)")
README_LINES = 180


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_paths_and_links_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    paths = {ROOT / name for name in PATH.findall(text)}
    links = {document.parent / name for name in LINK.findall(text)}
    # Secrets are made by the operator.
    missing = {path for path in paths | links if not path.exists() and "secrets" not in path.parts}
    assert missing == set()


def test_the_documents_name_paths() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(PATH.findall(text)) > 40


def test_named_commands_exist() -> None:
    from django.core.management import get_commands

    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    named = set(COMMAND.findall(text))
    assert {"check_invariants", "may_sell"} <= named
    assert named - set(get_commands()) == set()


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= README_LINES
