"""Where mail goes: EMAIL_URL is smtp://user:password@host:port or file:folder."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SMTP_PORT, SUBMISSION_PORT, SMTPS_PORT = 25, 587, 465


def mail_settings(url: str, base: Path) -> dict[str, Any]:
    """Return Django's EMAIL_* settings for a mail address."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(base / parts.path),
        }
    tls, ssl = parts.scheme == "smtp+tls", parts.scheme == "smtps"
    default_port = SMTPS_PORT if ssl else SUBMISSION_PORT if tls else SMTP_PORT
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or default_port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": ssl,
        "EMAIL_TIMEOUT": 10,
    }
