"""Compare two contents: pictures by position, texts by word, facts and marks. Pure.

`catalog.approvals.snapshot` describes the shape of a content.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import Any

Content = Mapping[str, Any]
# A tag, a character of a script without spaces, or a word; each with the following whitespace.
_WORD = re.compile(
    r"<[^<>]*>\s*|[\u3040-\u30ff\u3400-\u9fff]\s*|[^\s<\u3040-\u30ff\u3400-\u9fff]+\s*|<\s*|\s+"
)
MOST_WORDS = 4000  # longer texts are shown whole, because the comparison is quadratic
FACTS = {
    "category": "Category",
    "kind": "Kind of product",
    "material": "Material",
    "composition": "Composition",
    "manufacturer": "Manufacturer",
    "factory": "Factory",
    "origin": "Made in",
    "color": "Color",
    "games": "Games",
    "noc": "Committee",
    "sport": "Sport",
}


class Change(StrEnum):
    """The change of a part."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """A sequence of words with the same change."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A text or fact before and after."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()

    @property
    def changed(self) -> bool:
        """Return whether before and after differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class PicturePair:
    """The pictures at one position, by storage name; None if there is none."""

    position: int
    before: str | None
    after: str | None
    change: Change


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark of at least one of the contents."""

    name: str
    holder: str
    agreement: str
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two contents."""

    pictures: tuple[PicturePair, ...]
    texts: tuple[Row, ...]
    facts: tuple[Row, ...]
    marks: tuple[MarkRow, ...]

    @property
    def differences(self) -> int:
        """The number of parts that differ."""
        rows = sum(row.changed for row in (*self.texts, *self.facts))
        parts: tuple[PicturePair | MarkRow, ...] = (*self.pictures, *self.marks)
        return rows + sum(part.change != Change.SAME for part in parts)


def compare(before: Content, after: Content) -> Comparison:
    """Compare two contents."""
    return Comparison(
        pictures=_pictures(_names(before), _names(after)),
        texts=tuple(_texts(before, after)),
        facts=tuple(_facts(before, after)),
        marks=tuple(_marks(before.get("marks", ()), after.get("marks", ()))),
    )


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Return the later text in pieces, with removed words in their place."""
    if before == after:
        return (Piece(Change.SAME, after),) if after else ()
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        return _replaced(before, after)
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    pieces: list[Piece] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.SAME, "".join(new[c:d])))
        else:
            pieces.extend(_replaced("".join(old[a:b]), "".join(new[c:d])))
    return tuple(pieces)


def differences_beyond_color(
    first: Content, second: Content, colors: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Return the labels of all differences besides color and pictures; none for color variants.

    `colors` has the names of each color by code and language, which are ignored in texts.
    """
    differences = [
        label
        for name, label in FACTS.items()
        if name != "color" and _fact(first, name) != _fact(second, name)
    ]
    if _mark_keys(first) != _mark_keys(second):
        differences.append("Marks")
    if _sizes(first) != _sizes(second):
        differences.append("Sizes")
    for part, label in (("titles", "Title"), ("descriptions", "Description")):
        languages = sorted({*first.get(part, {}), *second.get(part, {})})
        differences += [
            f"{label} ({language})"
            for language in languages
            if _without_colors(first, part, language, colors)
            != _without_colors(second, part, language, colors)
        ]
    return differences


def _replaced(before: str, after: str) -> tuple[Piece, ...]:
    pieces = (Piece(Change.GONE, before), Piece(Change.NEW, after))
    return tuple(piece for piece in pieces if piece.text)


def _names(content: Content) -> list[str]:
    return [picture["name"] for picture in content.get("pictures", ())]


def _pictures(before: Sequence[str], after: Sequence[str]) -> tuple[PicturePair, ...]:
    pairs = enumerate(zip_longest(before, after), 1)
    return tuple(
        PicturePair(position, old, new, _picture_change(old, new, before))
        for position, (old, new) in pairs
    )


def _picture_change(old: str | None, new: str | None, before: Sequence[str]) -> Change:
    if old == new:
        return Change.SAME
    if new is None:
        return Change.GONE
    if new in before:
        return Change.MOVED
    return Change.NEW if old is None else Change.CHANGED


def _texts(before: Content, after: Content) -> Iterable[Row]:
    for part, label in (("titles", "Title"), ("descriptions", "Description")):
        old, new = before.get(part, {}), after.get(part, {})
        for language in sorted({*old, *new}, key=lambda code: (code != "en", code)):
            yield _text(f"{label} ({language})", old.get(language, ""), new.get(language, ""))
    old_alts, new_alts = _alts(before), _alts(after)
    for key in sorted({*old_alts, *new_alts}):
        row = _text(
            f"Picture {key[0]} in words ({key[1]})", old_alts.get(key, ""), new_alts.get(key, "")
        )
        if row.changed:
            yield row


def _alts(content: Content) -> dict[tuple[int, str], str]:
    return {
        (position, language): text
        for position, picture in enumerate(content.get("pictures", ()), 1)
        for language, text in picture.get("alt", {}).items()
    }


def _text(label: str, before: str, after: str) -> Row:
    return Row(label, before, after, word_diff(before, after))


def _facts(before: Content, after: Content) -> Iterable[Row]:
    for name, label in FACTS.items():
        yield Row(label, _fact(before, name), _fact(after, name))
    yield Row("Variants", _variants(before), _variants(after))


def _fact(content: Content, name: str) -> str:
    return str(content.get("facts", {}).get(name, ""))


def _variants(content: Content) -> str:
    return "; ".join(
        " ".join(part for part in (row["sku"], row.get("color"), row.get("size")) if part)
        for row in content.get("variants", ())
    )


def _sizes(content: Content) -> set[str]:
    return {row.get("size", "") for row in content.get("variants", ())}


def _mark_keys(content: Content) -> dict[tuple[str, str], Mapping[str, str]]:
    return {(mark["code"], mark["agreement"]): mark for mark in content.get("marks", ())}


def _marks(
    before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]
) -> Iterable[MarkRow]:
    old, new = _mark_keys({"marks": before}), _mark_keys({"marks": after})
    for key, mark in (new | old).items():
        change = Change.SAME if key in old and key in new else Change.NEW
        change = Change.GONE if key not in new else change
        yield MarkRow(mark["name"], mark["holder"], mark["agreement"], change)


def _without_colors(
    content: Content, part: str, language: str, colors: Mapping[str, Mapping[str, str]]
) -> str:
    """Return a text without the names of the content's own colors."""
    text = str(content.get(part, {}).get(language, "")).casefold()
    codes = {
        _fact(content, "color"),
        *(row.get("color", "") for row in content.get("variants", ())),
    }
    for code in sorted(codes - {""}):
        words = {code.replace("-", " "), colors.get(code, {}).get(language, "")} - {""}
        for word in sorted(words, key=len, reverse=True):
            text = text.replace(word.casefold(), "")
    return " ".join(text.split())
