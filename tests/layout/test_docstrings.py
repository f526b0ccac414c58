"""Docstrings, their paragraphs and comments begin with their subject or an imperative verb."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("catalog", "licensing", "shop", "tests", "tools")
WORDS = r"(?:What|Whether|Who|Whoever|How|When|Where|Which|Why)\b"
QUESTION_WORD = re.compile(rf'(?:"""|#\s*){WORDS}')
PARAGRAPH = re.compile(rf"\n\n\s*{WORDS}")


def questions_in(source: str) -> Iterator[int]:
    """Yield the lines of docstrings and comments that begin with a question word."""
    if not QUESTION_WORD.search(source) and not PARAGRAPH.search(source):
        return
    commented = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        is_comment = token.type == tokenize.COMMENT
        continues = is_comment and token.start[0] == commented + 1
        begins = QUESTION_WORD.match(token.string) and not continues
        if begins or (token.string.startswith('"""') and PARAGRAPH.search(token.string)):
            yield token.start[0]
        if is_comment:
            commented = token.start[0]


def test_no_docstring_or_comment_begins_with_a_question_word() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
        for line in questions_in(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_questions_are_found() -> None:
    source = '"""Whether it is."""\n# Why it is.\n# How it continues.\n\nx = 1  # Who knows\n'
    source += '"""It is.\n\nWhat follows is one.\n"""\n'
    assert list(questions_in(source)) == [1, 2, 5, 6]
