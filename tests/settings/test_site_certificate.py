"""The proxy starts with a certificate that browsers trust for the shop's host, not with another."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shop.site_certificate import CertificateError, check_certificate

HOST = "store.example"
NOW = datetime(2026, 12, 1, tzinfo=UTC)


class Authority:
    """A test authority that issues certificates for 60 days."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
        usage = x509.KeyUsage(
            digital_signature=False, key_cert_sign=True, crl_sign=True, content_commitment=False,
            key_encipherment=False, data_encipherment=False, key_agreement=False,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        builder = self._builder(self.name, self.key.public_key())
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        self.certificate = builder.add_extension(usage, True).sign(self.key, hashes.SHA256())

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey
    ) -> x509.CertificateBuilder:
        authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - timedelta(days=30))
            .not_valid_after(NOW + timedelta(days=30))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        )
        return builder.add_extension(authority_key, critical=False)

    def issue(self, host: str) -> tuple[bytes, bytes]:
        """Return a certificate for a host and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = self._builder(x509.Name([]), key.public_key())
        builder = builder.add_extension(names, critical=True)
        certificate = builder.add_extension(usage, critical=False).sign(self.key, hashes.SHA256())
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return certificate.public_bytes(Encoding.PEM), pem


PUBLIC, PRIVATE = Authority(), Authority()


def check(chain: bytes, key: bytes, at: datetime = NOW) -> int:
    return check_certificate(chain, key, host=HOST, at=at, authorities=[PUBLIC.certificate])


def test_a_certificate_of_a_public_authority_is_taken() -> None:
    assert check(*PUBLIC.issue(HOST)) == 30


@pytest.mark.parametrize(
    ("authority", "host", "days", "words"),
    [
        (PRIVATE, HOST, 0, "browsers do not trust"),
        (PUBLIC, "other.example", 0, "browsers do not trust"),
        (PUBLIC, HOST, 31, "browsers do not trust"),
        (PUBLIC, HOST, -31, "browsers do not trust"),
    ],
    ids=["own authority", "other host", "expired", "not yet valid"],
)
def test_another_certificate_is_refused(
    authority: Authority, host: str, days: int, words: str
) -> None:
    with pytest.raises(CertificateError, match=words):
        check(*authority.issue(host), at=NOW + timedelta(days=days))


def test_a_key_of_another_certificate_and_broken_files_are_refused() -> None:
    chain, key = PUBLIC.issue(HOST)
    with pytest.raises(CertificateError, match="is not the key"):
        check(chain, PUBLIC.issue(HOST)[1])
    for broken in ((b"", key), (b"no certificate", key), (chain, b""), (chain, b"no key")):
        with pytest.raises(CertificateError, match="not a PEM file"):
            check(*broken)
