"""Descriptions of the credentials in the schema; drf-spectacular finds them by their class."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from shop.api.authentication import HEADER, LicenseeKey, SessionToken


class LicenseeKeyScheme(OpenApiAuthenticationExtension):
    """Description of the authentication in the schema."""

    target_class = LicenseeKey
    name = "licensee_key"

    def get_security_definition(self, _auto_schema: Any) -> dict[str, str]:
        """Describe a key sent as a bearer token."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "API key of a licensee, made in the licensee portal, with scopes.",
        }


class SessionTokenScheme(OpenApiAuthenticationExtension):
    """Description of the authentication in the schema."""

    target_class = SessionToken
    name = "session_token"

    def get_security_definition(self, _auto_schema: Any) -> dict[str, str]:
        """Describe a key in a header, optional for operations that are open to guests."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": HEADER,
            "description": "Session token of a signed-in person; optional where guests may ask.",
        }
