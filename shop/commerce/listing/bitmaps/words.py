"""Words of a search as a combination of bitmaps."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

MOST_LEXEMES = 32
_TOKEN = re.compile(r"\s*(?:'((?:[^'\\]|''|\\.)*)'|(<->|[()&|]))")
_END = ""


class UnknownSignError(Exception):
    """A tsquery that asks for more than words: a prefix, or a weight."""


class Combination(NamedTuple):
    """SQL of the products that are found `surely`, and of those that are found `perhaps`.

    The second ones have all words of a phrase. The first is empty if nothing else is asked for.
    """

    surely: str
    perhaps: str


@dataclass(frozen=True, slots=True)
class WordBits:
    """A combination of the bitmaps `{w0}`, `{w1}` and so on, one for each lexeme."""

    combination: Combination
    lexemes: tuple[str, ...]


def combine_words(tsquery: str) -> WordBits | None:
    """Return the combination for the text of a tsquery.

    None if bitmaps do not know what it asks for, or if it has very many lexemes.
    """
    try:
        reader = _Reader(tsquery)
        combination = reader.read_choice()
    except UnknownSignError:
        return None
    lexemes = tuple(reader.lexemes)
    return WordBits(combination, lexemes) if len(lexemes) <= MOST_LEXEMES else None


class _Reader:
    """Reads a tsquery from left to right."""

    def __init__(self, text: str) -> None:
        self.lexemes: dict[str, int] = {}
        self._tokens: list[tuple[str | None, str]] = []
        position, text = 0, text.rstrip()
        while position < len(text):
            token = _TOKEN.match(text, position)
            if token is None:
                raise UnknownSignError
            self._tokens.append((token[1], token[2]))
            position = token.end()
        self._tokens.append((None, _END))
        self._tokens.reverse()

    def read_choice(self) -> Combination:
        """Read what is connected by "|"."""
        operands = self._read_all("|", self._read_every)
        surely = [operand.surely for operand in operands if operand.surely]
        return Combination(_join("|", surely), _join("|", [each.perhaps for each in operands]))

    def _read_every(self) -> Combination:
        operands = self._read_all("&", self._read_phrase)
        surely = [operand.surely for operand in operands]
        perhaps = _join("&", [operand.perhaps for operand in operands])
        return Combination(_join("&", surely) if all(surely) else "", perhaps)

    def _read_phrase(self) -> Combination:
        operands = self._read_all("<->", self._read_operand)
        if len(operands) == 1:
            return operands[0]
        return Combination("", _join("&", [operand.perhaps for operand in operands]))

    def _read_operand(self) -> Combination:
        quoted, sign = self._tokens.pop()
        if sign == "(":
            choice = self.read_choice()
            self._tokens.pop()
            return choice
        if quoted is None:
            raise UnknownSignError
        lexeme = re.sub(r"\\(.)", r"\1", quoted.replace("''", "'"))
        bits = f"{{w{self.lexemes.setdefault(lexeme, len(self.lexemes))}}}"
        return Combination(bits, bits)

    def _read_all(self, sign: str, read: Callable[[], Combination]) -> list[Combination]:
        operands = [read()]
        while self._tokens[-1][1] == sign:
            self._tokens.pop()
            operands.append(read())
        return operands


def _join(sign: str, operands: list[str]) -> str:
    """Return distinct operands in brackets; empty if there are none."""
    distinct = list(dict.fromkeys(operands))
    return f"({f' {sign} '.join(distinct)})" if len(distinct) > 1 else "".join(distinct)
