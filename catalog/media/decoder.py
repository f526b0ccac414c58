"""`python -m catalog.media.decoder`: reads pictures from stdin, writes their renditions to stdout.

A process of its own, without Django, secrets or a database: what a hostile picture can reach here
is memory and time, both limited, and nothing else.
"""

import contextlib
import math
import resource
import select
import sys
from typing import Any, BinaryIO

from catalog.media import imaging
from catalog.media.checking import HEAD, PictureLimits, check_measures, sniff
from catalog.media.decoder_protocol import Frame, read_frame, write_frame

IDLE_S = 60  # a process that nobody needs goes away
PICTURES = 200  # and so does one whose memory may be in crumbs


def main() -> int:
    """Answer until nobody asks any more."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", 0)
    for _ in range(PICTURES):
        ready, _, _ = select.select([requests], [], [], IDLE_S)
        frame = read_frame(requests) if ready else None
        if frame is None or not _answer(frame, answers):
            break
    return 0


def _answer(frame: Frame, answers: BinaryIO) -> bool:
    """Answer one request; whether this process is fit for the next one."""
    _limit("RLIMIT_AS", frame.head["memory"])
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime) + frame.head["cpu"]
    _limit("RLIMIT_CPU", seconds, soft_only=True)
    try:
        last = _work(frame, answers)
    except MemoryError:
        write_frame(answers, {"refused": "too_much_memory"})
        return False
    except imaging.UnsupportedPixelsError:
        last = {"refused": "unsupported_pixels"}
    except Exception:  # noqa: BLE001  Pillow's plugins raise all kinds for a broken file
        last = {"refused": "broken"}
    write_frame(answers, last)
    return True


def _work(frame: Frame, answers: BinaryIO) -> dict[str, Any]:
    """Return the last word about a picture, after writing what came of it."""
    file_format = sniff(frame.body[:HEAD])
    if file_format is None:
        return {"refused": "broken"}
    image = imaging.open_picture(frame.body, file_format)
    limits = PictureLimits(**frame.head["limits"])
    refusal = check_measures(*image.size, limits)
    if refusal is not None:
        return {"refused": refusal}
    header = imaging.read_header(image)
    warnings = ["small"] if max(header.width, header.height) < limits.expected_side else []
    warnings += ["first_frame"] if header.frames > 1 else []
    result = {"done": True, "width": header.width, "height": header.height}
    if frame.head["task"] == "inspect":
        return result | {"warnings": warnings}
    picture, color_warnings = imaging.decode(image)
    if file_format == "PNG":  # its pixels are read, and the notes behind them
        header = imaging.read_header(image)
        result |= {"width": header.width, "height": header.height}
    for rendition in imaging.renditions(picture):
        head = {"width": rendition.width, "format": rendition.file_format}
        write_frame(answers, head, rendition.content)
    digest = imaging.perceptual_hash(picture)
    return result | {"warnings": warnings + color_warnings, "hash": digest}


def _limit(name: str, value: int, *, soft_only: bool = False) -> None:
    """Set a limit where the system has it; macOS knows no limit of memory."""
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, hard if soft_only else value))


if __name__ == "__main__":
    sys.exit(main())
