"""Sentry settings: reports show where an error happened and contain no personal data."""

from typing import Any, cast

from sentry_sdk.types import Breadcrumb, BreadcrumbHint, Event, Hint

from shop.settings.redaction import hide_everywhere, hide_values

KEPT_OF_REQUEST = ("method", "url")
DROPPED = ("user", "extra", "server_name", "modules")
DROPPED_CONTEXTS = ("response", "profile")


def sentry_options(dsn: str) -> dict[str, Any]:
    """Return the options of `sentry_sdk.init`: no bodies, no local variables, no persons."""
    return {
        "dsn": dsn,
        "max_request_body_size": "never",
        "include_local_variables": False,
        "before_send": scrub_event,
        "before_send_transaction": scrub_event,
        "before_breadcrumb": scrub_breadcrumb,
    }


def scrub_event(event: Event, _hint: Hint) -> Event:
    """Keep only method and address (without tokens) of a request, and remove values from errors."""
    report = cast("dict[str, Any]", event)
    for name in DROPPED:
        report.pop(name, None)
    request = report.get("request") or {}
    report["request"] = {name: request[name] for name in KEPT_OF_REQUEST if name in request}
    for name in DROPPED_CONTEXTS:
        (report.get("contexts") or {}).pop(name, None)
    for error in (report.get("exception") or {}).get("values", []):
        error["value"] = hide_values(str(error.get("value") or ""))
        for frame in (error.get("stacktrace") or {}).get("frames", []):
            frame.pop("vars", None)
    entry = report.get("logentry") or {}
    entry.pop("params", None)
    entry.pop("formatted", None)
    return cast("Event", hide_everywhere(report))


def scrub_breadcrumb(breadcrumb: Breadcrumb, _hint: BreadcrumbHint) -> Breadcrumb | None:
    """Keep a breadcrumb's message; remove its data and all database statements."""
    if breadcrumb.get("category") == "query":
        return None
    kept = {name: value for name, value in breadcrumb.items() if name != "data"}
    kept["message"] = hide_values(str(kept.get("message") or ""))
    return kept
