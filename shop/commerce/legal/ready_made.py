"""Ready-made texts: Markdown files by language, filled with the data of a seller."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from shop.commerce.markets.models import SellingEntity

TEXTS = Path(__file__).parent / "texts"
SECTION = re.compile(r"^# (\w+): (.+)$", re.MULTILINE)
NAME = re.compile(r"\{(\w+)\}")


class ReadyMade(NamedTuple):
    """Title and body of a ready-made text."""

    title: str
    body: str


@cache
def ready_made_texts(language: str) -> Mapping[str, ReadyMade]:
    """Return the texts of a language by kind, in English if the language has none."""
    path = TEXTS / f"{language}.md"
    content = (path if path.exists() else TEXTS / "en.md").read_text(encoding="utf-8")
    _, *parts = SECTION.split(content)
    sections = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {kind: ReadyMade(title.strip(), body.strip()) for kind, title, body in sections}


def fill_text(body: str, seller: SellingEntity) -> str:
    """Return a body with the data of a seller; lines about data that are missing are left out."""
    lines = []
    for line in body.splitlines():
        values = {name: str(getattr(seller, name)).strip() for name in NAME.findall(line)}
        if all(values.values()):
            one_line = {name: ", ".join(text.splitlines()) for name, text in values.items()}
            lines.append(line.format(**one_line) if values else line)
    return "\n".join(lines)
