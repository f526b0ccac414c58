"""Modules and functions stay short enough to be read at once."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES, MOST_LINES_OF_FUNCTION = 400, 60


def long_functions(path: Path, text: str) -> list[str]:
    """Return the functions of a module that have too many lines, with their number."""
    return [
        f"{path.relative_to(ROOT)}:{node.name}: {lines}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_FUNCTION
    ]


def test_no_module_or_function_is_too_long() -> None:
    found, read = [], 0
    for package in ("catalog", "licensing", "shop"):
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            text = path.read_text(encoding="utf-8")
            lines, read = text.count("\n"), read + 1
            if lines > MOST_LINES:
                found.append(f"{path.relative_to(ROOT)}: {lines}")
            if lines > MOST_LINES_OF_FUNCTION:
                found += long_functions(path, text)
    assert found == []
    assert read > 800
