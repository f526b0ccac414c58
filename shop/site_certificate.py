"""Check of the site's TLS certificate before the proxy starts: `python -m shop.site_certificate`.

It must be of an authority that browsers trust (Mozilla's list), for the host of BASE_URL, valid
today, and fit its key.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import certifi
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import Certificate, DNSName, load_pem_x509_certificates
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

CERTIFICATE, KEY = Path("/run/secrets/tls_certificate"), Path("/run/secrets/tls_key")
RENEW_WITHIN_DAYS = 14


class CertificateError(Exception):
    """The site's certificate cannot be used; the message says why and what to do."""


def check_certificate(
    chain: bytes, key: bytes, *, host: str, at: datetime, authorities: list[Certificate]
) -> int:
    """Return for how many days the certificate is valid. Raises `CertificateError`."""
    try:
        leaf, *intermediates = load_pem_x509_certificates(chain)
        private_key = load_pem_private_key(key, password=None)
    except (ValueError, TypeError) as error:
        raise CertificateError(f"tls_certificate or tls_key is not a PEM file: {error}") from None
    if private_key.public_key() != leaf.public_key():
        raise CertificateError("tls_key is not the key of tls_certificate")
    policy = PolicyBuilder().store(Store(authorities)).time(at)
    try:
        policy.build_server_verifier(DNSName(host)).verify(leaf, intermediates)
    except VerificationError as error:
        raise CertificateError(
            f"browsers do not trust tls_certificate for {host}: {error}. It needs the whole chain "
            "of a public authority, for example of Let's Encrypt (docs/operations.md)"
        ) from None
    return (leaf.not_valid_after_utc - at).days


def main() -> int:
    """Check the files of the container."""
    host = urlsplit(os.environ["BASE_URL"]).hostname or ""
    authorities = load_pem_x509_certificates(Path(certifi.where()).read_bytes())
    try:
        days = check_certificate(
            CERTIFICATE.read_bytes(),
            KEY.read_bytes(),
            host=host,
            at=datetime.now(UTC),
            authorities=authorities,
        )
    except (CertificateError, OSError) as error:
        sys.stderr.write(f"certificate: {error}\n")
        return 1
    renew = ": renew it now" if days < RENEW_WITHIN_DAYS else ""
    sys.stdout.write(f"certificate: trusted for {host}, valid for {days} more days{renew}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
