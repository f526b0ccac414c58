"""Parsing of parameters: types, required ones and unknown ones, refused with Stripe's messages."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from tools.stripe_sandbox.errors import bad_param, missing_param
from tools.stripe_sandbox.store import Record

ADDRESS = frozenset({"city", "country", "line1", "line2", "postal_code", "state"})
METADATA_KEYS, METADATA_KEY_LENGTH, METADATA_VALUE_LENGTH = 50, 40, 500


class Params:
    """The parameters of one call, or a hash nested in them."""

    def __init__(self, values: Record, path: str = "") -> None:
        self.values = values
        self._path = path

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def name(self, name: str) -> str:
        """Return the full name of a parameter, as an error reports it."""
        return f"{self._path}[{name}]" if self._path else name

    def refuse_unknown(self, allowed: frozenset[str]) -> None:
        """Refuse any parameter that is not in `allowed`."""
        unknown = [self.name(name) for name in self.values if name not in allowed]
        if unknown:
            plural = "s" if len(unknown) > 1 else ""
            message = f"Received unknown parameter{plural}: {', '.join(unknown)}"
            raise bad_param(message, unknown[0], "parameter_unknown")

    def text(self, name: str) -> str | None:
        """Return the text, '' if the caller unsets it, None if it is absent."""
        value = self.values.get(name)
        if isinstance(value, dict):
            raise bad_param("Invalid string: a hash was given", self.name(name))
        return value

    def required(self, name: str) -> str:
        """Return a required text that is not empty."""
        value = self.text(name)
        if value is None:
            raise missing_param(self.name(name))
        self._refuse_empty(name, value)
        return value

    def _refuse_empty(self, name: str, value: str) -> None:
        if value == "":
            full = self.name(name)
            message = (
                f"You passed an empty string for '{full}'. We assume empty values are an attempt"
                f" to unset a parameter; however '{full}' cannot be unset. You should remove"
                f" '{full}' from your request or supply a non-empty value."
            )
            raise bad_param(message, full, "parameter_invalid_empty")

    def integer(self, name: str) -> int | None:
        """Return a whole number, or None if it is absent."""
        value = self.text(name)
        if value is None:
            return None
        self._refuse_empty(name, value)
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal()):
            message = f"Invalid integer: {value}"
            raise bad_param(message, self.name(name), "parameter_invalid_integer")
        return int(value)

    def required_integer(self, name: str) -> int:
        """Return a required whole number."""
        value = self.integer(name)
        if value is None:
            raise missing_param(self.name(name))
        return value

    def flag(self, name: str) -> bool | None:
        """Return a boolean, or None if it is absent."""
        value = self.text(name)
        if value is None:
            return None
        if value not in {"true", "false"}:
            raise bad_param(f"Invalid boolean: {value}", self.name(name))
        return value == "true"

    def choice(self, name: str, allowed: tuple[str, ...]) -> str | None:
        """Return one of the allowed texts, or None if it is absent."""
        value = self.text(name)
        if value is not None and value not in allowed:
            options = ", ".join(allowed)
            message = f"Invalid {self.name(name)}: must be one of {options}"
            raise bad_param(message, self.name(name))
        return value

    def url(self, name: str) -> str | None:
        """Return an absolute address, or None if it is absent."""
        value = self.text(name)
        if value is not None and not (urlsplit(value).scheme and urlsplit(value).netloc):
            raise bad_param("Not a valid URL", self.name(name), "url_invalid")
        return value

    def nested(self, name: str, allowed: frozenset[str] | None = None) -> "Params | None":
        """Return a hash as parameters of its own, or None if it is absent or unset."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        if not isinstance(value, dict):
            raise bad_param("Invalid hash", self.name(name))
        inner = Params(value, self.name(name))
        if allowed is not None:
            inner.refuse_unknown(allowed)
        return inner

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty if it is absent."""
        inner = self.nested(name)
        return [inner.required(key) for key in inner] if inner else []

    def address(self, name: str) -> Record | None:
        """Return a postal address with every field, or None if it is absent."""
        inner = self.nested(name, ADDRESS)
        return {key: inner.text(key) or None for key in sorted(ADDRESS)} if inner else None

    def metadata(self, known: Record | None = None) -> Record:
        """Return `known` metadata with the caller's changes: '' unsets a key, or all of them."""
        if "metadata" not in self:
            return dict(known or {})
        if self.values["metadata"] == "":
            return {}
        inner = self.nested("metadata")
        merged = dict(known or {})
        for key in inner or ():
            merged[key] = _metadata_value(key, inner.text(key) if inner else None)
        kept = {key: value for key, value in merged.items() if value}
        if len(kept) > METADATA_KEYS:
            message = f"You may only specify up to {METADATA_KEYS} metadata keys."
            raise bad_param(message, "metadata")
        return kept


def names(text: str) -> frozenset[str]:
    """Return the names in a text, separated by white space."""
    return frozenset(text.split())


def _metadata_value(key: str, value: str | None) -> str:
    """Return the value if key and value are short enough."""
    text = value or ""
    if len(key) > METADATA_KEY_LENGTH:
        message = (
            f"Metadata keys can be up to {METADATA_KEY_LENGTH} characters, but {key} is longer"
        )
        raise bad_param(message, "metadata")
    if len(text) > METADATA_VALUE_LENGTH:
        message = (
            f"Metadata values can be up to {METADATA_VALUE_LENGTH} characters,"
            f" but the value of {key} has {len(text)}"
        )
        raise bad_param(message, f"metadata[{key}]")
    return text
