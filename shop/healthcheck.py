"""Health of the web server as its container asks: `python -m shop.healthcheck`.

The server takes TLS clients with a certificate of the internal authority alone; the check shows
the server's own.
"""

import os
import ssl
import sys
import urllib.request
from urllib.parse import urlsplit

TIMEOUT_S = 2


def is_healthy() -> bool:
    """Return whether the web server of this container answers."""
    certificate = os.environ.get("WEB_TLS_CERTIFICATE")
    context = None
    if certificate:
        context = ssl.create_default_context(cafile=os.environ["WEB_TLS_CLIENT_CA"])
        context.load_cert_chain(certificate, os.environ["WEB_TLS_KEY"])
    scheme, port = "https" if certificate else "http", os.environ.get("PORT", "8000")
    # The shop answers under its own host only.
    host = urlsplit(os.environ.get("BASE_URL", "")).netloc or "localhost"
    url = f"{scheme}://localhost:{port}/healthz"
    request = urllib.request.Request(url, headers={"Host": host})  # noqa: S310  a fixed scheme
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S, context=context) as answer:  # noqa: S310  a fixed scheme
            return bool(answer.status == 200)  # noqa: PLR2004
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if is_healthy() else 1)
