"""The table of results: rates, ratio, gate and goal; as Markdown, JSON and on screen."""

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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
    """A row of the results; rates are medians of the rounds."""

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
        """Return the ratio of our rate to the baseline's."""
        return self.shop / self.oscar if self.oscar else None

    def cells(self) -> tuple[str, ...]:
        """Return the row as texts."""
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
    """Return the row of a workload from its rounds."""
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
    """Return the machine on which the figures were measured."""
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


def markdown(rows: list[Row], facts: dict[str, Any], problems: Sequence[str] = ()) -> str:
    """Return the table, the other figures and the failures as Markdown."""
    lines = [
        "| " + " | ".join(COLUMNS) + " |",
        "|" + "---|" * len(COLUMNS),
        *("| " + " | ".join(row.cells()) + " |" for row in rows),
        "",
        *(f"- {name.replace('_', ' ')}: {value}" for name, value in facts.items()),
        *(f"- {problem}" for problem in problems),
    ]
    return "\n".join(lines) + "\n"


class Results:
    """The results of a run so far; written to its files after each measurement.

    A measurement that fails is an entry of `failures`; the other measurements continue.
    """

    def __init__(self, folder: Path) -> None:
        stem = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
        self.path = folder / f"{stem}.md"
        self.rows: list[Row] = []
        self.facts: dict[str, Any] = {}
        self.failures: dict[str, str] = {}

    def add_row(self, row: Row) -> None:
        """Add the row of a workload."""
        self.rows.append(row)
        self.save()

    def add_facts(self, facts: Mapping[str, Any]) -> None:
        """Add figures by name."""
        self.facts |= facts
        self.save()

    @contextmanager
    def measuring(self, name: str) -> Iterator[None]:
        """Record a failure of the measurement in the block; the run continues."""
        try:
            yield
        except (Exception, SystemExit) as error:  # noqa: BLE001  any failure of a shop or a process
            self.failures[name] = f"{type(error).__name__}: {error}"
            self.save()

    @property
    def failed(self) -> bool:
        """Return whether a measurement failed or had wrong responses."""
        return bool(self.failures) or any(row.errors for row in self.rows)

    def problems(self) -> list[str]:
        """Return a sentence for each failed measurement and each row with wrong responses."""
        return [
            *(f"not measured: {name}: {error}" for name, error in self.failures.items()),
            *(f"first error of {row.key}: {row.first_error}" for row in self.rows if row.errors),
        ]

    def save(self) -> None:
        """Write Markdown and JSON beside the results of earlier runs."""
        rows = [{**asdict(row), "ratio": row.ratio} for row in self.rows]
        data = {"facts": self.facts, "rows": rows, "failures": self.failures}
        self.path.with_suffix(".json").write_text(json.dumps(data, indent=1))
        self.path.write_text(markdown(self.rows, self.facts, self.problems()))


def _rate(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}" if value < 100 else f"{value:,.0f}"  # noqa: PLR2004


def _whole(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _times(value: float | None) -> str:
    return "" if value is None else f"{value:g} ×"
