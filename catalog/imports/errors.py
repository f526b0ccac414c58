"""Problems of rows and files, in words for merchandisers."""

from dataclasses import dataclass
from typing import Any

from shop.platform.core.errors import DomainError

ERROR, WARNING = "error", "warning"
MISSING = "missing"  # an empty cell that a new article needs; existing articles may lack it
SHOWN = 60  # characters of a cell that a message repeats


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of a cell. An error excludes its row from the import, a warning does not.

    `fix` says what to enter instead. `column` is empty if the problem concerns the whole row.
    """

    code: str
    column: str
    message: str
    fix: str = ""
    level: str = ERROR

    def as_json(self) -> dict[str, str]:
        """Return the stored form."""
        return {
            "code": self.code,
            "column": self.column,
            "message": self.message,
            "fix": self.fix,
            "level": self.level,
        }

    def __str__(self) -> str:
        where = f"{self.column}: " if self.column else ""
        return f"{where}{self.message}{' ' if self.fix else ''}{self.fix}"


def load_problem(stored: dict[str, Any]) -> Problem:
    """Return a problem from its stored form."""
    return Problem(**stored)


def quote_cell(text: str) -> str:
    """Return a cell in quotes for a message, shortened and without invisible characters."""
    seen = "".join(sign if sign.isprintable() else "·" for sign in text[: SHOWN + 1])
    return f"“{seen[:SHOWN]}…”" if len(text) > SHOWN else f"“{seen}”"


class InvalidCell(Exception):  # noqa: N818  never leaves this package
    """A cell that is invalid for its column."""

    def __init__(self, code: str, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix


class FileRefused(DomainError):  # noqa: N818  a noun of the domain
    """A file that cannot be read as a table; `problems` has the reasons."""

    code = "file_refused"

    def __init__(self, *problems: Problem) -> None:
        super().__init__(
            " ".join(str(problem) for problem in problems),
            problems=[str(problem) for problem in problems],
        )
        self.problems = problems


def refuse(code: str, message: str, fix: str = "") -> FileRefused:
    """Return the error that refuses a file for one reason."""
    return FileRefused(Problem(code, "", message, fix))
