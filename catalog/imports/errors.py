"""What is wrong with a row or a whole file, in words that a merchandiser understands."""

from dataclasses import dataclass
from typing import Any

from shop.platform.core.errors import DomainError

ERROR, WARNING = "error", "warning"
MISSING = "missing"  # code of an empty cell that a new article needs; one on sale has it or not
SHOWN = 60  # characters of a cell that a message repeats


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a cell; an error keeps its row out, a warning does not.

    `fix` tells what to type instead. `column` is empty when the whole row is meant.
    """

    code: str
    column: str
    message: str
    fix: str = ""
    level: str = ERROR

    def as_json(self) -> dict[str, str]:
        """Return it as it is stored."""
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


def problem_of(stored: dict[str, Any]) -> Problem:
    """Return a problem as it was before it was stored."""
    return Problem(**stored)


def shown(text: str) -> str:
    """Return a cell as a message repeats it: short, and without what cannot be seen."""
    seen = "".join(sign if sign.isprintable() else "·" for sign in text[: SHOWN + 1])
    return f"“{seen[:SHOWN]}…”" if len(text) > SHOWN else f"“{seen}”"


class Unfit(Exception):  # noqa: N818  never leaves this package
    """A cell that its column does not take."""

    def __init__(self, code: str, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix


class FileRefused(DomainError):  # noqa: N818  a noun of the domain
    """A file that cannot be read as a table; `problems` says all that is wrong with it."""

    code = "file_refused"

    def __init__(self, *problems: Problem) -> None:
        super().__init__(
            " ".join(str(one) for one in problems), problems=[str(one) for one in problems]
        )
        self.problems = problems


def refuse(code: str, message: str, fix: str = "") -> FileRefused:
    """Return the refusal of a file for one reason."""
    return FileRefused(Problem(code, "", message, fix))
