"""The table of results: rates, ratios, gates and goals; as Markdown, JSON and on screen."""

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from rich.table import Table

from tools.bench.load import Measured
from tools.bench.works import STATEMENT, Limits, Work

OSCAR, STORED, COLD = "oscar", "stored", "cold"
COLUMNS = (
    "Work",
    "Oscar /s",
    "Stored /s",
    "Ratio",
    "Gate",
    "Goal",
    "Of floor",
    "Hits",
    "Cold /s",
    "Ratio",
    "Gate",
    "Goal",
    "Cold p95 ms",
    "Statements Oscar : cold",
    "Errors",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a work on one site; medians of the rounds."""

    rate: float
    p95_ms: float
    statements: float
    hits: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the results: a work on Oscar, from our page store, and without the store.

    `of_floor` is the stored rate as a share of one statement as JSON.
    """

    key: str
    title: str
    oscar: Figures | None
    stored: Figures | None
    cold: Figures | None
    stored_limits: Limits | None
    cold_limits: Limits
    errors: int
    first_error: str
    of_floor: float | None = None

    @property
    def stored_ratio(self) -> float | None:
        """Return the ratio of the stored rate to the baseline's."""
        return _ratio(self.stored, self.oscar)

    @property
    def cold_ratio(self) -> float | None:
        """Return the ratio of the rate without the store to the baseline's."""
        return _ratio(self.cold, self.oscar)

    def cells(self) -> tuple[str, ...]:
        """Return the row as texts."""
        statements = [site.statements if site else None for site in (self.oscar, self.cold)]
        stored_limits = self.stored_limits or Limits()
        hits = self.stored.hits if self.stored else None
        return (
            self.title,
            _rate(self.oscar),
            _rate(self.stored),
            _times(self.stored_ratio),
            _limit(stored_limits.gate),
            _limit(stored_limits.goal),
            _percent(self.of_floor),
            _percent(hits),
            _rate(self.cold),
            _times(self.cold_ratio),
            _limit(self.cold_limits.gate),
            _limit(self.cold_limits.goal),
            _whole(self.cold.p95_ms if self.cold else None),
            " : ".join(map(_whole, statements)),
            str(self.errors or ""),
        )


def row_of(work: Work, measured: Mapping[str, Sequence[Measured]]) -> Row:
    """Return the row of a workload from its rounds on each site."""
    figures = {name: _figures(rounds) for name, rounds in measured.items() if rounds}
    rounds = [one_round for rounds in measured.values() for one_round in rounds]
    return Row(
        key=work.key,
        title=work.title,
        oscar=figures.get(OSCAR),
        stored=figures.get(STORED),
        cold=figures.get(COLD),
        stored_limits=work.stored,
        cold_limits=work.cold,
        errors=sum(m.errors for m in rounds),
        first_error=next((m.first_error for m in rounds if m.first_error), ""),
    )


def _figures(rounds: Sequence[Measured]) -> Figures:
    hits = [m.hits for m in rounds if m.hits is not None]
    return Figures(
        rate=median(m.per_second for m in rounds),
        p95_ms=median(m.wait_ms(0.95) for m in rounds),
        statements=median(m.statements for m in rounds),
        hits=median(hits) if hits else None,
    )


def _ratio(ours: Figures | None, theirs: Figures | None) -> float | None:
    return ours.rate / theirs.rate if ours and theirs and theirs.rate else None


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
        """Add the row of a workload, with its share of the floor."""
        floor = next((r.cold.rate for r in self.rows if r.key == STATEMENT and r.cold), None)
        if floor and row.stored:
            row = replace(row, of_floor=row.stored.rate / floor)
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
        rows = [
            {**asdict(row), "stored_ratio": row.stored_ratio, "cold_ratio": row.cold_ratio}
            for row in self.rows
        ]
        data = {"facts": self.facts, "rows": rows, "failures": self.failures}
        self.path.with_suffix(".json").write_text(json.dumps(data, indent=1))
        self.path.write_text(markdown(self.rows, self.facts, self.problems()))


def _rate(figures: Figures | None) -> str:
    if figures is None:
        return ""
    rate = figures.rate
    return f"{rate:.1f}" if rate < 100 else f"{rate:,.0f}"  # noqa: PLR2004


def _times(ratio: float | None) -> str:
    if ratio is None:
        return ""
    return f"{ratio:.1f} ×" if ratio < 10 else f"{ratio:,.0f} ×"  # noqa: PLR2004


def _limit(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:g} ×"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _whole(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"
