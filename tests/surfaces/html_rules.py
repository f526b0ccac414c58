"""Rules of HTML that a page can break unseen; a part of what validator.nu checks.

Names stand once, elements are closed where they were opened, no block stands in a line of text, a
table's rows are as wide as its head, references lead somewhere, times can be read.
"""

import re
from html.parser import HTMLParser

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
SILENT = {"li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "p"}
BLOCKS = {
    "address", "article", "aside", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table",
    "ul",
}  # fmt: skip
LINES = {"span", "p", "h1", "h2", "h3", "h4", "label", "button", "strong", "bdi", "dt", "summary"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
TIME = re.compile(r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$")


class Page(HTMLParser):
    """Reads a page and collects what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.referred: list[str] = []
        self.faults: list[str] = []
        self.widths: list[list[int]] = []
        self.selected: list[int] = []
        self.multiple = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if len(values) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice: {attrs}")
        self._note_names(tag, values)
        self._check_place(tag)
        self._note_parts(tag, values)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self.open and self.open[-1] != tag and self.open[-1] in SILENT - {"p"}:
            self.open.pop()
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> at line {self.getpos()[0]} closes {self.open[-1:]}")
            return
        self.open.pop()
        if tag == "table" and len({width for width in self.widths.pop() if width}) > 1:
            self.faults.append("a table has rows of several widths")
        if tag == "select" and self.selected.pop() > 1 and not self.multiple:
            self.faults.append("a select has two selected options")

    def _note_names(self, tag: str, values: dict[str, str | None]) -> None:
        if name := values.get("id"):
            self.ids.append(name)
        for attribute in REFERENCES:
            self.referred += (values.get(attribute) or "").split()
        if tag == "time" and not TIME.match(values.get("datetime") or ""):
            self.faults.append(f"<time> has {values.get('datetime')!r}")
        if tag == "img" and "alt" not in values:
            self.faults.append(f"<img> without alt: {values.get('src')}")

    def _check_place(self, tag: str) -> None:
        parent = self.open[-1] if self.open else ""
        if tag in BLOCKS and parent in LINES and not (parent == "summary" and tag in HEADINGS):
            self.faults.append(f"<{tag}> in <{parent}> at line {self.getpos()[0]}")
        if parent in {"ul", "ol"} and tag not in {"li", "script", "template"}:
            self.faults.append(f"<{tag}> in <{parent}> at line {self.getpos()[0]}")
        if tag == "li" and parent not in {"ul", "ol", "menu", "li"}:
            self.faults.append(f"<li> in <{parent}> at line {self.getpos()[0]}")
        if tag in {"a", "button"} and {"a", "button"} & set(self.open):
            self.faults.append(f"<{tag}> in another control at line {self.getpos()[0]}")

    def _note_parts(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "table":
            self.widths.append([])
        elif tag == "tr":
            self.widths[-1].append(0)
        elif tag in {"td", "th"}:
            self.widths[-1][-1] += int(values.get("colspan") or 1)
        elif tag == "select":
            self.selected.append(0)
            self.multiple = "multiple" in values
        elif tag == "option" and "selected" in values and self.selected:
            self.selected[-1] += 1


def faults_of(html: str) -> list[str]:
    """Return what is wrong with a page."""
    page = Page()
    page.feed(html)
    page.close()
    twice = sorted({name for name in page.ids if page.ids.count(name) > 1})
    lost = sorted(set(page.referred) - set(page.ids))
    faults = page.faults + [f"id {name} stands twice" for name in twice]
    faults += [f"{name} is referred to and does not exist" for name in lost]
    return faults + [f"<{tag}> is never closed" for tag in page.open if tag not in SILENT]
