"""The table: rates side by side, their ratio, gate and goal; as Markdown, JSON and on screen."""

import json
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from rich.table import Table

from tools.bench.load import Measured
from tools.bench.works import Work

COLUMNS = (
    "Work",
    "Oscar /s",
    "Shop /s",
    "Ratio",
    "Gate",
    "Goal",
    "Statements Oscar : shop",
    "Errors",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result; rates are medians of the rounds."""

    key: str
    title: str
    oscar: float | None
    shop: float
    gate: float | None
    goal: float | None
    oscar_statements: float | None
    shop_statements: float
    errors: int
    first_error: str

    @property
    def ratio(self) -> float | None:
        """Return how many times the baseline's rate ours is."""
        return self.shop / self.oscar if self.oscar else None

    def cells(self) -> tuple[str, ...]:
        """Return the line as text."""
        statements = f"{_whole(self.oscar_statements)} : {_whole(self.shop_statements)}"
        ratio = "" if self.ratio is None else f"{self.ratio:.1f} ×"
        return (
            self.title,
            _rate(self.oscar),
            _rate(self.shop),
            ratio,
            _times(self.gate),
            _times(self.goal),
            statements,
            str(self.errors or ""),
        )


def row_of(work: Work, ours: list[Measured], theirs: list[Measured]) -> Row:
    """Return the line of a work from its rounds."""
    rounds = [*ours, *theirs]
    return Row(
        key=work.key,
        title=work.title,
        oscar=median(m.per_second for m in theirs) if theirs else None,
        shop=median(m.per_second for m in ours),
        gate=work.gate,
        goal=work.goal,
        oscar_statements=median(m.statements for m in theirs) if theirs else None,
        shop_statements=median(m.statements for m in ours),
        errors=sum(m.errors for m in rounds),
        first_error=next((m.first_error for m in rounds if m.first_error), ""),
    )


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    return {
        "date": datetime.now().astimezone().isoformat(timespec="seconds"),
        "cores": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "python": platform.python_version(),
        "django": version("django"),
        "oscar": version("django-oscar"),
    }


def screen_table(rows: list[Row]) -> Table:
    """Return the table for the terminal."""
    table = Table(*COLUMNS)
    for row in rows:
        table.add_row(*row.cells())
    return table


def markdown(rows: list[Row], facts: dict[str, Any]) -> str:
    """Return the table and the other figures as Markdown."""
    lines = [
        "| " + " | ".join(COLUMNS) + " |",
        "|" + "---|" * len(COLUMNS),
        *("| " + " | ".join(row.cells()) + " |" for row in rows),
        "",
        *(f"- {name.replace('_', ' ')}: {value}" for name, value in facts.items()),
        *(f"- first error of {row.key}: {row.first_error}" for row in rows if row.first_error),
    ]
    return "\n".join(lines) + "\n"


def save(folder: Path, rows: list[Row], facts: dict[str, Any]) -> Path:
    """Write the result beside earlier ones; return the Markdown file."""
    stem = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    data = {"facts": facts, "rows": [{**asdict(row), "ratio": row.ratio} for row in rows]}
    (folder / f"{stem}.json").write_text(json.dumps(data, indent=1))
    path = folder / f"{stem}.md"
    path.write_text(markdown(rows, facts))
    return path


def _rate(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}" if value < 100 else f"{value:,.0f}"  # noqa: PLR2004


def _whole(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _times(value: float | None) -> str:
    return "" if value is None else f"{value:g} ×"
