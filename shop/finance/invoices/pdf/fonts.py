"""Fonts of documents: those whose characters a text needs, so that files stay small."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from fpdf import FPDF

FOLDER = Path(__file__).parents[1] / "fonts"
LATIN = "NotoSans"
# Blocks of Unicode by font; Latin, Greek and Cyrillic are in the first one.
SCRIPTS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "NotoSansArabic": ((0x0600, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)),
    "NotoSansHebrew": ((0x0590, 0x05FF),),
    "NotoSansThai": ((0x0E00, 0x0E7F),),
    "NotoSansJP": ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF)),
}


def needed_fonts(texts: Iterable[str]) -> list[str]:
    """Return the fonts beside the Latin one that some texts need."""
    codes = {ord(character) for text in texts for character in text}
    return [
        name
        for name, blocks in SCRIPTS.items()
        if any(low <= code <= high for code in codes for low, high in blocks)
    ]


def add_fonts(pdf: FPDF, texts: Iterable[str]) -> None:
    """Add the fonts of some texts; characters of other scripts fall back to them."""
    pdf.add_font(LATIN, "", FOLDER / "NotoSans-Regular.ttf")
    pdf.add_font(LATIN, "B", FOLDER / "NotoSans-Bold.ttf")
    names = needed_fonts(texts)
    for name in names:
        pdf.add_font(name, "", FOLDER / f"{name}-Regular.ttf")
        pdf.add_font(name, "B", FOLDER / f"{name}-Regular.ttf")
    pdf.set_fallback_fonts(names, exact_match=False)
    pdf.set_text_shaping(use_shaping_engine=True)
