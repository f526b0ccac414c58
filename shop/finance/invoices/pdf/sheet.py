"""Pages of a document: blocks, tables and sums, mirrored for languages from right to left."""

from collections.abc import Iterable, Sequence
from typing import Any

from fpdf import FPDF
from fpdf.enums import Align, TextDirection

from shop.finance.invoices.pdf.fonts import LATIN, add_fonts

MARGIN, WIDTH, LINE = 18, 174, 5.2  # mm on A4
COLUMNS = (64, 16, 26, 18, 22, 28)
GRAY, RULE = 110, 200


class Sheet(FPDF):
    """A PDF/A-3 document whose cells run in the direction of its language."""

    def __init__(self, texts: Iterable[str], *, language: str, right_to_left: bool) -> None:
        super().__init__(enforce_compliance="PDF/A-3B")
        self.right_to_left = right_to_left
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        add_fonts(self, texts)
        # In a language from right to left, a Latin address still begins at its left.
        direction = None if right_to_left else TextDirection.LTR
        self.set_text_shaping(use_shaping_engine=True, direction=direction)
        self.set_lang(language)

    def footer(self) -> None:
        """Write the number of the page."""
        self.set_y(-12)
        self.set_font(LATIN, "", 8)
        self.set_text_color(GRAY)
        self.cell(0, 5, f"{self.page_no()} / {self.pages_count}", align=Align.C)

    def row(
        self, cells: Sequence[str], widths: Sequence[float], aligns: str, *, rule: bool = False
    ) -> None:
        """Write a row of cells, which may have several lines; `aligns` has a letter for each."""
        texts = [self._lines(text, width) for text, width in zip(cells, widths, strict=True)]
        height = max(len(lines) for lines in texts) * LINE + 2
        if self.will_page_break(height):
            self.add_page()
        top, left = self.get_y(), float(MARGIN)
        order = range(len(cells))
        for index in reversed(order) if self.right_to_left else order:
            for position, text in enumerate(texts[index]):
                self.set_xy(left, top + 1 + position * LINE)
                self._write_line(text, widths[index], aligns[index])
            left += widths[index]
        self.set_xy(MARGIN, top + height)
        if rule:
            self.set_draw_color(RULE)
            self.line(MARGIN, self.get_y(), MARGIN + WIDTH, self.get_y())

    def pair(self, label: str, value: str, *, bold: bool = False) -> None:
        """Write a label and a value at the far side of the page."""
        self.set_font(LATIN, "B" if bold else "", 11 if bold else 9)
        self.row(["", label, value], [60, 74, 40], "LLR")

    def _lines(self, text: str, width: float) -> list[str]:
        lines: Any = self.multi_cell(width, LINE, text, dry_run=True, output="LINES")
        return list(lines) or [""]

    def _write_line(self, text: str, width: float, letter: str) -> None:
        if not text:
            return
        if self.right_to_left:
            letter = {"L": "R", "R": "L"}.get(letter, letter)
        # fpdf2 takes the font for the page's current one although a fallback was written since.
        if self.current_font is not None:
            self._out(f"BT /F{self.current_font.i} {self.font_size_pt:.2f} Tf ET")
        self.cell(width, LINE, text, align=Align.coerce(letter))
