"""Errors in the format of Stripe's API: one exception, and constructors for the common cases."""

from tools.stripe_sandbox.store import Record


class ApiError(Exception):
    """A response other than success.

    `saved` tells whether the response is stored under the idempotency key: Stripe stores every
    response of an endpoint that began to run, but not a refusal of the parameters.
    """

    def __init__(  # noqa: PLR0913 - the fields of Stripe's error object
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        decline_code: str | None = None,
        extra: Record | None = None,
        saved: bool = True,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.kind = kind
        self.code = code
        self.param = param
        self.decline_code = decline_code
        self.extra = extra or {}
        self.saved = saved

    def detail(self) -> Record:
        """Return the error object itself, which also appears in `last_payment_error`."""
        detail: Record = {}
        if self.code:
            detail["code"] = self.code
            page = self.code.replace("_", "-")
            detail["doc_url"] = f"https://docs.stripe.com/error-codes/{page}"
        if self.decline_code:
            detail["decline_code"] = self.decline_code
        detail["message"] = self.message
        if self.param:
            detail["param"] = self.param
        detail["type"] = self.kind
        return {**detail, **self.extra}

    def body(self) -> Record:
        """Return the JSON body of the answer."""
        return {"error": self.detail()}


def bad_param(message: str, param: str, code: str | None = None) -> ApiError:
    """Return a refusal of one parameter, made before the endpoint began to run."""
    return ApiError(message, param=param, code=code, saved=False)


def missing_param(param: str) -> ApiError:
    """Return the refusal for a missing required parameter."""
    return bad_param(f"Missing required param: {param}.", param, "parameter_missing")


def not_found(kind: str, identifier: str, param: str = "id") -> ApiError:
    """Return the 404 for an object that does not exist."""
    return ApiError(
        f"No such {kind}: '{identifier}'",
        status=404,
        code="resource_missing",
        param=param,
        saved=False,
    )


def unexpected_state(message: str, intent: Record) -> ApiError:
    """Return the refusal of an operation that the PaymentIntent's status does not allow."""
    return ApiError(
        message, code="payment_intent_unexpected_state", extra={"payment_intent": intent}
    )


def unauthorized(message: str, code: str | None = None) -> ApiError:
    """Return the 401 for a missing, wrong or insufficient API key."""
    return ApiError(message, status=401, code=code, saved=False)


def server_error() -> ApiError:
    """Return the 500 of an unexpected failure at Stripe."""
    message = "An unknown error occurred. (Stripe sandbox)"
    return ApiError(message, status=500, kind="api_error")


def rate_limited() -> ApiError:
    """Return the 429 for too many requests."""
    message = (
        "Request rate limit exceeded. You can learn more about rate limits here"
        " https://docs.stripe.com/rate-limits."
    )
    return ApiError(message, status=429, code="rate_limit", saved=False)
