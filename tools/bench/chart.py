"""Draw the table of a run as an SVG: `python -m tools.bench.chart RESULTS.json PICTURE.svg`.

Bars have a logarithmic scale, because rates differ by a factor of a thousand. Colors follow the
reader's light or dark scheme.
"""

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

WIDTH, LEFT, RIGHT = 880, 275, 120
BAR, GAP, TOP, BOTTOM = 13, 12, 64, 28
SERIES = (
    ("oscar", "Oscar 4.2.1"),
    ("cold", "Shop, page made anew"),
    ("stored", "Shop, page from the store"),
)
STYLE = """
    text { font: 13px system-ui, sans-serif; fill: #1c1f24 }
    .small { font-size: 11px } .title { font-size: 15px; font-weight: 600 }
    .paper { fill: #ffffff } .grid { stroke: #d5d9df }
    .oscar { fill: #8a9099 } .cold { fill: #2f6fb3 } .stored { fill: #0f8f6a }
    @media (prefers-color-scheme: dark) {
        text { fill: #e8eaed } .grid { stroke: #3a3f47 } .paper { fill: #14171b }
        .oscar { fill: #9aa1ab } .cold { fill: #6aa7e8 } .stored { fill: #3fc79b }
    }
"""


def draw(rows: Sequence[Mapping[str, Any]], facts: Mapping[str, Any]) -> str:
    """Return the SVG of the rows of a run's JSON file that have a baseline."""
    shown = [row for row in rows if row["oscar"]]
    heights = [sum(1 for name, _ in SERIES if row[name]) * BAR + GAP for row in shown]
    bottom = TOP + sum(heights)
    most = max((_rate(row, name) for row in shown for name, _ in SERIES), default=1.0)
    scale = _Scale(10 ** math.ceil(math.log10(max(most, 10))))
    parts = [*_head(bottom, facts), *_grid(scale, bottom)]
    y = TOP
    for row, height in zip(shown, heights, strict=True):
        parts += _bars(row, y, scale)
        y += height
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


class _Scale:
    """A logarithmic scale from one a second to `most`."""

    def __init__(self, most: float) -> None:
        self.most = most

    def width(self, rate: float) -> float:
        """Return the length of a bar."""
        share = math.log10(max(rate, 1)) / math.log10(self.most)
        return round((WIDTH - LEFT - RIGHT) * share, 1)

    @property
    def ticks(self) -> list[int]:
        """The powers of ten."""
        return [10**power for power in range(round(math.log10(self.most)) + 1)]


def _head(bottom: int, facts: Mapping[str, Any]) -> Iterator[str]:
    height = bottom + BOTTOM
    products, date = f"{facts.get('products', 0):,}", str(facts.get("date", ""))[:10]
    title = f"Requests a second, {products} products, {date}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-label="{escape(title)}">'
    )
    yield f"<style>{STYLE}</style>"
    yield f'<rect class="paper" width="{WIDTH}" height="{height}" rx="8"/>'
    yield f'<text class="title" x="16" y="24">{escape(title)}</text>'
    x = 16
    for name, label in SERIES:
        yield f'<rect class="{name}" x="{x}" y="36" width="12" height="12" rx="2"/>'
        yield f'<text x="{x + 18}" y="47">{escape(label)}</text>'
        x += 40 + 7 * len(label)


def _grid(scale: _Scale, bottom: int) -> Iterator[str]:
    for tick in scale.ticks:
        x = LEFT + scale.width(tick)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP - 6}" y2="{bottom}"/>'
        yield f'<text class="small" text-anchor="middle" x="{x}" y="{bottom + 16}">{tick:,}</text>'


def _bars(row: Mapping[str, Any], y: int, scale: _Scale) -> Iterator[str]:
    yield f'<text x="16" y="{y + BAR}">{escape(str(row["title"]))}</text>'
    for name, _ in SERIES:
        if not row[name]:
            continue
        rate, ratio = _rate(row, name), row.get(f"{name}_ratio")
        width = scale.width(rate)
        label = f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}"  # noqa: PLR2004
        if ratio:
            label += f" ({ratio:,.0f} ×)" if ratio >= 10 else f" ({ratio:.1f} ×)"  # noqa: PLR2004
        yield f'<rect class="{name}" x="{LEFT}" y="{y}" width="{width}" height="{BAR - 2}" rx="2"/>'
        yield f'<text class="small" x="{LEFT + width + 6}" y="{y + BAR - 3}">{label}</text>'
        y += BAR


def _rate(row: Mapping[str, Any], name: str) -> float:
    return float(row[name]["rate"]) if row[name] else 0.0


def main() -> None:
    """Read the results of a run and write the picture."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    data = json.loads(source.read_text())
    target.write_text(draw(data["rows"], data["facts"]), encoding="utf-8")


if __name__ == "__main__":
    main()
