"""Requests whose answer cannot depend on the state of a visitor.

A public read of the API uses no session, account, message, basket or form. The middlewares of these
pass such a request on at once.
"""

from typing import Any


def leave_out_visitor(request: Any) -> None:
    """Mark a request as one that needs no visitor: it gets no session, account or basket."""
    request.leaves_out_visitor = True


def leaves_out_visitor(request: Any) -> bool:
    """Return whether the request is answered without the state of a visitor."""
    return bool(getattr(request, "leaves_out_visitor", False))


class VisitorMiddleware:
    """Mixin that skips a middleware for such requests; it comes first among the base classes."""

    get_response: Any

    def __call__(self, request: Any) -> Any:
        """Pass the request on, through the middleware if it needs the visitor."""
        if leaves_out_visitor(request):
            return self.get_response(request)
        return super().__call__(request)  # type: ignore[misc]
