"""Stripe's form encoding: `shipping[address][city]=Paris`, `expand[0]=customer`, `types[]=a`."""

from email.parser import BytesParser
from email.policy import HTTP
from mimetypes import guess_type
from urllib.parse import parse_qsl

from tools.stripe_sandbox.errors import ApiError
from tools.stripe_sandbox.store import Record

MAX_DEPTH = 8


def _segments(key: str) -> list[str]:
    """Split `a[b][0]` into `a`, `b`, `0`."""
    head, *rest = key.split("[")
    if len(rest) >= MAX_DEPTH or any(not part.endswith("]") for part in rest):
        message = f"Invalid parameter name: {key}"
        raise ApiError(message, param=head, saved=False)
    return [head, *(part[:-1] for part in rest)]


def parse_form(encoded: str) -> Record:
    """Return the nested parameters of a query string or body; every leaf is text.

    A list becomes a dictionary keyed by index, since only the reader knows the expected type.
    """
    result: Record = {}
    for key, value in parse_qsl(encoded, keep_blank_values=True):
        *parents, last = _segments(key)
        place = result
        for parent in parents:
            inner = place.setdefault(parent or str(len(place)), {})
            if not isinstance(inner, dict):
                message = f"Invalid value for {parent}: both text and a hash were given"
                raise ApiError(message, param=parents[0], saved=False)
            place = inner
        place[last or str(len(place))] = value
    return result


def parse_multipart(content_type: str, body: bytes) -> Record:
    """Return the fields of a multipart form; a file is a hash of its name, type and size."""
    header = f"Content-Type: {content_type}\r\n\r\n".encode()
    values: Record = {}
    for part in BytesParser(policy=HTTP).parsebytes(header + body).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if file_name := part.get_filename():
            # Stripe's library sends every file as octets, so the name tells the type.
            facts = {"filename": file_name, "type": guess_type(file_name)[0] or ""}
            values[name] = {**facts, "size": str(len(content))}
        else:
            values[name] = content.decode().strip()
    return values
