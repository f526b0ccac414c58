"""`python -m tools.bench pictures N`: prepare N pictures of 12 megapixels from a ZIP.

Measures the worker's part of an import apart from its rows: reading the entry, decoding, encoding
and writing files. Reports time, processor time and peak memory of the worker and of each decoder
process.
"""

import argparse
import io
import os
import random
import re
import resource
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psutil
from PIL import Image
from rich.console import Console
from rich.progress import track

from catalog.media.archive import Archive
from catalog.media.decoder_pool import DecoderPool, Prepared

SIZE = (4000, 3000)
GRAIN = 0.15


@dataclass
class Measured:
    """The result of a run; bytes and seconds."""

    pictures: int
    seconds: float = 0
    processor_seconds: float = 0
    worker_memory: int = 0
    decoder_memory: int = 0
    packed: int = 0
    written: int = 0
    refused: list[str] = field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        """Return the figures by name."""
        return {
            "pictures": self.pictures,
            "seconds": round(self.seconds, 1),
            "seconds a picture": round(self.seconds / self.pictures, 2),
            "processor seconds a picture": round(self.processor_seconds / self.pictures, 2),
            "peak MB of the worker": self.worker_memory // 1_000_000,
            "peak MB of a decoder": self.decoder_memory // 1_000_000,
            "MB in the ZIP": round(self.packed / 1e6, 1),
            "kB written a picture": round(self.written / self.pictures / 1e3),
            "load of the machine": round(os.getloadavg()[0], 1),
            "refused": self.refused,
        }


def main(arguments: list[str], console: Console) -> int:
    """Make the ZIP, prepare its pictures, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench pictures", description=__doc__)
    parser.add_argument("count", type=int, help="number of pictures")
    count = max(1, parser.parse_args(arguments).count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pictures.zip"
        with zipfile.ZipFile(path, "w") as target:
            for number in track(range(count), "Photographing", console=console):
                target.writestr(f"{number}.jpg", photograph(number))
        result = measure(path, Path(folder))
    for name, value in result.facts().items():
        console.print(f"{name}: {value}")
    return 1 if result.refused else 0


def photograph(seed: int) -> bytes:
    """Return a JPEG of 12 megapixels with the detail and noise of a photograph: 3 MB."""
    colors = random.Random(seed).randbytes(3 * 40 * 30)
    scene = Image.frombytes("RGB", (40, 30), colors).resize(SIZE, Image.Resampling.BICUBIC)
    target = io.BytesIO()
    Image.blend(scene, _grain(), GRAIN).save(target, "JPEG", quality=90)
    return target.getvalue()


@cache
def _grain() -> Image.Image:
    return Image.effect_noise(SIZE, 30).convert("RGB")


def measure(path: Path, folder: Path) -> Measured:
    """Prepare every picture of a ZIP, one per decoder at a time."""
    decoders, me = DecoderPool(), psutil.Process()
    with path.open("rb") as stream, Archive(stream) as archive:
        result = Measured(len(archive.names), packed=path.stat().st_size)
        before, started = _worked(), time.monotonic()

        def prepare(name: str) -> None:
            content = archive.read(name)
            answer = decoders.prepare(name, content) if isinstance(content, bytes) else content
            if not isinstance(answer, Prepared):
                result.refused.append(answer.code)
                return
            for rendition in answer.renditions:
                written = folder / f"{name}-{rendition.width}.{rendition.file_format}"
                result.written += written.write_bytes(rendition.content)
            result.worker_memory = max(result.worker_memory, me.memory_info().rss)

        with ThreadPoolExecutor(decoders.count) as threads:
            list(threads.map(prepare, archive.names))
        result.decoder_memory = max(peak_bytes(child.pid) for child in me.children())
        result.seconds = time.monotonic() - started
    decoders.close()
    result.processor_seconds = _worked() - before
    return result


def peak_bytes(pid: int) -> int:
    """Return the peak memory of a process; its current memory where the system does not record the
    peak.
    """
    status = Path(f"/proc/{pid}/status")
    match = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(match[1]) * 1024 if match else psutil.Process(pid).memory_info().rss


def _worked() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
