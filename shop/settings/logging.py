"""Structured logs: events with fields, a request id on every line, nothing personal."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

# Whoever holds the token of an address may see the order, or change the basket.
_TOKEN_IN_PATH = re.compile(r"(/(?:orders?|pay|baskets)/)[^/\s]+")


def hide_tokens(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Cut the token out of the address of an order, payment or basket, in any field."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _TOKEN_IN_PATH.sub(r"\1…", value)
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
        processors=[*SHARED_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
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
