"""The base class of all domain errors."""


class DomainError(Exception):
    """A domain rule that prevents an operation.

    `code` is stable and public; `data` holds the facts that a page or a problem document shows.
    """

    code = "domain_error"

    def __init__(self, message: str = "", **data: object) -> None:
        super().__init__(message or self.code)
        self.data = data
