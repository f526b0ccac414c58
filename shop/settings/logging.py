"""Structured logs: events with fields, a request id on every line, nothing personal."""

from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from shop.settings.redaction import hide_everywhere


def hide_tokens(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Hide tokens, query strings, keys and email addresses in every field, however nested."""
    for name, value in event.items():
        if not name.startswith("_"):
            event[name] = hide_everywhere(value)
    return event


SHARED_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    hide_tokens,
]


def logging_config(log_format: str, level: str = "INFO") -> dict[str, Any]:
    """Return Django's LOGGING and configure structlog to feed the same handler."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,  # events below the level are not prepared
            *SHARED_PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "events": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED_PROCESSORS,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    hide_tokens,
                    renderer,
                ],
            }
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "events"}},
        "root": {"handlers": ["stream"], "level": "WARNING"},
        "loggers": {
            "shop": {"level": level},
            "catalog": {"level": level},
            "licensing": {"level": level},
            "procrastinate": {"level": "WARNING"},
            "django_structlog": {"level": "WARNING"},
        },
    }
