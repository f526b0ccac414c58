"""Pictures are read in processes apart, a few that are used again; what stops one costs its
picture and nothing else.

A start takes 0.2 s, a picture of 12 megapixels about a second: a process for each would do, but a
look into a header takes 2 ms in one that is there.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from structlog import get_logger

from catalog.media.checking import LIMITS, PictureLimits, check_file, picture_problem
from catalog.media.decoder_protocol import Frame, Rendition, read_frame, write_frame
from catalog.media.decoder_results import MOST_FRAMES, are_sound, rendition_of
from catalog.media.problems import Problem

log = get_logger(__name__)
ROOT = Path(__file__).resolve().parents[2]
MOST_PROCESSES = 4
GONE_IDLE = 0
Task = Literal["inspect", "prepare"]


@dataclass(frozen=True, slots=True)
class DecoderLimits:
    """What one picture may take: bytes of memory, seconds of work and of waiting."""

    memory: int = 1_000_000_000
    cpu: int = 30
    wall: float = 60


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a picture's header says; `width` and `height` the right way up."""

    width: int
    height: int
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Prepared(Inspected):
    """What became of a picture."""

    perceptual_hash: int
    renditions: tuple[Rendition, ...] = field(repr=False)


class Decoder:
    """One process that reads pictures, started when first asked and again after each failure."""

    def __init__(self, limits: DecoderLimits, command: tuple[str, ...]) -> None:
        self.limits, self.command = limits, command
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, task: Task, content: bytes, limits: PictureLimits) -> list[Frame] | str:
        """Return what the process answers, its last word last, or the code of a refusal."""
        for _ in range(2):
            process = self._running()
            late = threading.Event()
            watch = threading.Timer(self.limits.wall, _stop, (process, late))
            watch.start()
            try:
                frames = self._talk(process, task, content, limits)
            finally:
                watch.cancel()
            if frames:
                return frames
            code = self._bury()
            if code != GONE_IDLE or late.is_set():
                break
        log.warning("picture.decoder_stopped", task=task, exit=code, late=late.is_set())
        return "took_too_long" if late.is_set() or code == -24 else "not_readable"  # noqa: PLR2004

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._bury()

    def _talk(
        self, process: subprocess.Popen[bytes], task: Task, content: bytes, limits: PictureLimits
    ) -> list[Frame]:
        """Return all frames up to the last word; nothing when the process fell silent."""
        if process.stdin is None or process.stdout is None:
            return []
        head: dict[str, Any] = {"task": task, "limits": asdict(limits)}
        head |= {"memory": self.limits.memory, "cpu": self.limits.cpu}
        frames: list[Frame] = []
        try:
            write_frame(process.stdin, head, content)
            while len(frames) < MOST_FRAMES and (frame := read_frame(process.stdout)):
                frames.append(frame)
                if "done" in frame.head or "refused" in frame.head:
                    return frames if are_sound(frames) else []
        except OSError:
            pass
        return []

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._bury()
        if self._process is None:
            # Nothing of the shop's environment: there is nothing in it that a picture needs.
            self._process = subprocess.Popen(  # noqa: S603  our own module
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={"PYTHONPATH": str(ROOT)},
                start_new_session=True,
            )
        return self._process

    def _bury(self) -> int:
        """Wait for the end of a process that is gone or talks nonsense; return its exit code."""
        process, self._process = self._process, None
        if process is None:
            return GONE_IDLE
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        try:
            return process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


class Decoders:
    """As many processes as there are cores, each lent to one thread at a time."""

    def __init__(
        self,
        *,
        count: int = min(MOST_PROCESSES, os.cpu_count() or 1),
        limits: DecoderLimits = DecoderLimits(),
        command: tuple[str, ...] = (sys.executable, "-m", "catalog.media.decoder"),
    ) -> None:
        self._free = [Decoder(limits, command) for _ in range(count)]
        self._all = tuple(self._free)
        self.count = count
        self._waiting = threading.Condition()

    def inspect(
        self, name: str, content: bytes, *, limits: PictureLimits = LIMITS
    ) -> Inspected | Problem:
        """Look into a picture's header, or say what refuses it."""
        answer = self._answer(name, content, limits, "inspect")
        if isinstance(answer, Problem):
            return answer
        return Inspected(**_common(name, answer[-1], limits))

    def prepare(
        self, name: str, content: bytes, *, limits: PictureLimits = LIMITS
    ) -> Prepared | Problem:
        """Make a picture's renditions, or say what refuses it."""
        answer = self._answer(name, content, limits, "prepare")
        if isinstance(answer, Problem):
            return answer
        *frames, last = answer
        return Prepared(
            **_common(name, last, limits),
            perceptual_hash=last.head["hash"],
            renditions=tuple(rendition_of(frame) for frame in frames),
        )

    def close(self) -> None:
        """End all processes."""
        for decoder in self._all:
            decoder.close()

    def _answer(
        self, name: str, content: bytes, limits: PictureLimits, task: Task
    ) -> list[Frame] | Problem:
        refusal = check_file(name, content, limits=limits)
        if refusal is not None:
            return refusal
        with self._lent() as decoder:
            answer = decoder.ask(task, content, limits)
        if isinstance(answer, str):
            return picture_problem(name, answer, limits)
        refused = answer[-1].head.get("refused")
        return answer if refused is None else picture_problem(name, refused, limits)

    @contextmanager
    def _lent(self) -> Iterator[Decoder]:
        with self._waiting:
            while not self._free:
                self._waiting.wait()
            decoder = self._free.pop()
        try:
            yield decoder
        finally:
            with self._waiting:
                self._free.append(decoder)
                self._waiting.notify()


def _common(name: str, last: Frame, limits: PictureLimits) -> dict[str, Any]:
    warnings = tuple(picture_problem(name, code, limits) for code in last.head["warnings"])
    return {"width": last.head["width"], "height": last.head["height"], "warnings": warnings}


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()
