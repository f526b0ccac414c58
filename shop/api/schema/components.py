"""Parts of the schema that operations refer to: problems, headers, parameters."""

from typing import Any

from shop.platform.problems.documents import PROBLEM_TYPE

PROBLEM_RESPONSES = {
    "400": "BadRequest",
    "401": "Unauthorized",
    "403": "Forbidden",
    "404": "NotFound",
    "406": "NotAcceptable",
    "409": "Conflict",
    "413": "ContentTooLarge",
    "415": "UnsupportedMediaType",
    "422": "Unprocessable",
    "429": "TooManyRequests",
    "500": "ServerError",
    "503": "Unavailable",
    "507": "InsufficientStorage",
}
# Status → description, and the members of an example beside type, title and status.
_PROBLEMS: dict[str, tuple[str, dict[str, Any]]] = {
    "400": (
        "A parameter, header or field cannot be used; `errors` names each.",
        {
            "title": "Invalid request",
            "code": "invalid",
            "detail": "Some values in the request are invalid. See `errors`.",
            "errors": [
                {"pointer": "#/quantity", "code": "required", "detail": "This field is required."}
            ],
        },
    ),
    "401": (
        "The credential is missing, invalid or expired.",
        {
            "title": "Authentication required",
            "code": "authentication_failed",
            "detail": "Your session has ended. Sign in again.",
        },
    ),
    "403": (
        "The credential does not allow this.",
        {
            "title": "Not allowed",
            "code": "permission_denied",
            "detail": "This API key does not have the scope orders:read.",
        },
    ),
    "404": (
        "Nothing exists at this address, or not for this credential.",
        {
            "title": "Not found",
            "code": "not_found",
            "detail": "The requested resource does not exist.",
        },
    ),
    "406": (
        "No format of `Accept` is available.",
        {
            "title": "Format not available",
            "code": "not_acceptable",
            "detail": "Could not satisfy the request Accept header.",
        },
    ),
    "409": (
        "The state of the shop does not allow this now; `code` says why.",
        {
            "title": "Conflict",
            "code": "out_of_stock",
            "detail": "Not enough units are in stock.",
            "sku": "TEE-EIFFEL-M",
            "asked": 3,
            "left": 1,
        },
    ),
    "413": (
        "The request body or a file in it is too large.",
        {
            "title": "Request too large",
            "code": "body_too_large",
            "detail": "The request body is too large.",
        },
    ),
    "415": (
        "The content type of the request body is not supported.",
        {
            "title": "Content type not supported",
            "code": "unsupported_media_type",
            "detail": "This content type is not supported here. Most addresses take"
            " application/json.",
        },
    ),
    "422": (
        "The request is valid and cannot be fulfilled; `code` says why.",
        {
            "title": "The request cannot be fulfilled",
            "code": "ship_to_refused",
            "detail": "We cannot deliver to this address.",
        },
    ),
    "429": (
        "Too many requests. Wait as long as `Retry-After` says.",
        {
            "title": "Too many requests",
            "code": "too_many_requests",
            "detail": "Too many requests. Wait before you try again.",
        },
    ),
    "500": (
        "Unexpected error in the shop. It has been reported.",
        {
            "title": "Server error",
            "code": "server_error",
            "detail": "Something went wrong on our side.",
        },
    ),
    "503": (
        "The shop or the payment provider is busy. Repeat after `Retry-After`.",
        {
            "title": "Temporarily unavailable",
            "code": "busy",
            "detail": "The shop is busy. Try again in a moment.",
        },
    ),
    "507": (
        "There is no space for the file.",
        {
            "title": "Not enough storage space",
            "code": "storage_full",
            "detail": "There is no storage space for the file at the moment. Try again later.",
        },
    ),
}
HEADERS = {
    "Content-Language": {
        "description": "Language of the texts in the answer.",
        "schema": {"type": "string", "examples": ["fr"]},
    },
    "ETag": {
        "description": "Version of the answer, for `If-None-Match`.",
        "schema": {"type": "string", "examples": ['W/"9f86d081884c7d65"']},
    },
    "Idempotent-Replayed": {
        "description": "`true` if this is the kept answer to an earlier request with this key.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Retry-After": {
        "description": "Seconds to wait before retrying.",
        "schema": {"type": "integer", "minimum": 1, "examples": [2]},
    },
    "WWW-Authenticate": {
        "description": "Credential that is needed.",
        "schema": {"type": "string", "examples": ["Bearer"]},
    },
    "X-Request-ID": {
        "description": "Identifier of the request in the shop's logs. Give it to support.",
        "schema": {"type": "string"},
    },
}
_EXTRA_HEADERS = {"401": "WWW-Authenticate", "429": "Retry-After", "503": "Retry-After"}
PARAMETERS = {
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "`ETag` of a kept answer: 304 without a body if it is still valid.",
        "schema": {"type": "string", "examples": ['W/"9f86d081884c7d65"']},
    }
}


def problem_example(status: str) -> dict[str, Any]:
    """Return an example of the problem document of a status."""
    members = _PROBLEMS[status][1]
    return {"type": f"about:blank#{members['code']}", "status": int(status), **members}


def _response(status: str) -> dict[str, Any]:
    names = ["Content-Language", *filter(None, [_EXTRA_HEADERS.get(status)])]
    return {
        "description": _PROBLEMS[status][0],
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names},
        "content": {
            PROBLEM_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": problem_example(status),
            }
        },
    }


COMPONENTS: dict[str, Any] = {
    "responses": {
        **{name: _response(status) for status, name in PROBLEM_RESPONSES.items()},
        "NotModified": {
            "description": "The kept answer is still valid.",
            "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
        },
    },
    "headers": HEADERS,
    "parameters": PARAMETERS,
}
