"""`python -m catalog.media.decoder`: read pictures from stdin and write renditions to stdout.

Runs in its own process without Django, secrets or a database, so that a malicious picture can only
use limited memory and time.
"""

import contextlib
import math
import resource
import select
import sys
from typing import Any, BinaryIO

from catalog.media import imaging
from catalog.media.decoder_protocol import Frame, read_frame, write_frame
from catalog.media.file_checks import HEAD, PictureLimits, check_size, detect_format

IDLE_S = 60  # exit after this many idle seconds
PICTURES = 200  # exit after this many pictures, against memory fragmentation


def main() -> int:
    """Process requests until the input ends, the process is idle or its quota is used."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # output of libraries must not mix with results
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", 0)
    for _ in range(PICTURES):
        ready, _, _ = select.select([requests], [], [], IDLE_S)
        frame = read_frame(requests) if ready else None
        if frame is None or not _handle_request(frame, answers):
            break
    return 0


def _handle_request(frame: Frame, answers: BinaryIO) -> bool:
    """Process one request; return whether the process can take another one."""
    _limit("RLIMIT_AS", frame.head["memory"])
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime) + frame.head["cpu"]
    _limit("RLIMIT_CPU", seconds, soft_only=True)
    try:
        last = _process_picture(frame, answers)
    except MemoryError:
        write_frame(answers, {"refused": "too_much_memory"})
        return False
    except imaging.UnsupportedPixelsError:
        last = {"refused": "unsupported_pixels"}
    except Exception:  # noqa: BLE001  Pillow's plugins raise all kinds for a broken file
        last = {"refused": "broken"}
    write_frame(answers, last)
    return True


def _process_picture(frame: Frame, answers: BinaryIO) -> dict[str, Any]:
    """Write the renditions of a picture and return the final message."""
    file_format = detect_format(frame.body[:HEAD])
    if file_format is None:
        return {"refused": "broken"}
    image = imaging.open_picture(frame.body, file_format)
    limits = PictureLimits(**frame.head["limits"])
    refusal = check_size(*image.size, limits)
    if refusal is not None:
        return {"refused": refusal}
    header = imaging.read_header(image)
    warnings = ["small"] if max(header.width, header.height) < limits.expected_side else []
    warnings += ["first_frame"] if header.frames > 1 else []
    result = {"done": True, "width": header.width, "height": header.height}
    if frame.head["task"] == "inspect":
        return result | {"warnings": warnings}
    picture, color_warnings = imaging.decode(image)
    if file_format == "PNG":  # its metadata after the pixels is read by now
        header = imaging.read_header(image)
        result |= {"width": header.width, "height": header.height}
    for rendition in imaging.renditions(picture):
        head = {"width": rendition.width, "format": rendition.file_format}
        write_frame(answers, head, rendition.content)
    digest = imaging.perceptual_hash(picture)
    return result | {"warnings": warnings + color_warnings, "hash": digest}


def _limit(name: str, value: int, *, soft_only: bool = False) -> None:
    """Set a resource limit if the system supports it; macOS has no memory limit."""
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, hard if soft_only else value))


if __name__ == "__main__":
    sys.exit(main())
