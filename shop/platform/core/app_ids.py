"""Identifiers of mobile apps, as Apple and Google write them."""

import re

APPLE = re.compile(r"[A-Z0-9]{10}\.[A-Za-z0-9.-]{1,155}")
PACKAGE = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)+")
FINGERPRINT = re.compile(r"[0-9A-F]{2}(?::[0-9A-F]{2}){31}")


def parse_apple_ids(text: str) -> list[str]:
    """Return app ids such as A1B2C3D4E5.org.example.shop. Raises `ValueError`."""
    ids = text.replace(",", " ").split()
    for app_id in ids:
        if not APPLE.fullmatch(app_id):
            message = f"{app_id} is no app id such as A1B2C3D4E5.org.example.shop"
            raise ValueError(message)
    return ids


def parse_android_apps(text: str) -> dict[str, list[str]]:
    """Return the SHA-256 fingerprints of certificates by package. Raises `ValueError`.

    An app is written as org.example.shop=14:6D:…; one with several certificates is named again.
    """
    apps: dict[str, list[str]] = {}
    for entry in text.replace(",", " ").split():
        package, _, fingerprint = entry.partition("=")
        if not PACKAGE.fullmatch(package) or not FINGERPRINT.fullmatch(fingerprint.upper()):
            message = f"{entry[:80]} is no app such as org.example.shop=14:6D:…, with 32 bytes"
            raise ValueError(message)
        apps.setdefault(package, []).append(fingerprint.upper())
    return apps
