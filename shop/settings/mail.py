"""Settings of mail: EMAIL_URL is smtp://user:password@host:port or file:folder."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SMTP_PORT, SUBMISSION_PORT, SMTPS_PORT = 25, 587, 465


def mailers(url: str, base: Path) -> dict[str, dict[str, Any]]:
    """Return Django's MAILERS for a mail address."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return _mailer("filebased", file_path=str(base / parts.path))
    tls, ssl = parts.scheme == "smtp+tls", parts.scheme == "smtps"
    default_port = SMTPS_PORT if ssl else SUBMISSION_PORT if tls else SMTP_PORT
    return _mailer(
        "smtp",
        host=parts.hostname or "localhost",
        port=parts.port or default_port,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=tls,
        use_ssl=ssl,
        timeout=10,
    )


def _mailer(backend: str, **options: Any) -> dict[str, dict[str, Any]]:
    path = f"django.core.mail.backends.{backend}.EmailBackend"
    return {"default": {"BACKEND": path, "OPTIONS": options}}
