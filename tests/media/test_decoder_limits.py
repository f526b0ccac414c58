"""A picture that takes too much memory or time is refused; the next one is still read."""

import sys
import threading
import time

import pytest

from catalog.media.decoder_pool import DecoderLimits, DecoderPool, Prepared
from catalog.media.file_checks import PictureLimits
from catalog.media.problems import Problem
from tests.media.makers import encoded, scene

TAKEN_OVER = """
import sys, struct
def say(head, body=b""):
    sys.stdout.buffer.write(struct.pack("<LL", len(head), len(body)) + head + body)
say(b'{head}', b"{body}")
say(b'{{"done": true, "warnings": [], "width": 256, "height": 256, "hash": 1}}')
"""
PLAIN = PictureLimits(expected_side=256)


@pytest.fixture(scope="module")
def large() -> bytes:
    """Return a PNG of 39 megapixels with alpha: much memory, over a second of CPU time."""
    return encoded(scene(1, 6_500, 6_000).convert("RGBA"), "PNG", compress_level=1)


def refusal(decoders: DecoderPool, content: bytes) -> str:
    answer = decoders.prepare("a.png", content, limits=PLAIN)
    assert isinstance(answer, Problem)
    assert isinstance(decoders.prepare("b.jpg", encoded(), limits=PLAIN), Prepared)
    decoders.close()
    return answer.code


def test_too_much_memory_ends_the_picture_alone(large: bytes) -> None:
    limits = DecoderLimits(memory=300_000_000)
    assert refusal(DecoderPool(count=1, limits=limits), large) == "too_much_memory"


def test_too_much_work_ends_the_picture_alone(large: bytes) -> None:
    assert refusal(DecoderPool(count=1, limits=DecoderLimits(cpu=0)), large) == "took_too_long"


def test_too_long_a_wait_ends_the_picture_alone() -> None:
    sleeping = (sys.executable, "-c", "import time; time.sleep(60)")
    decoders = DecoderPool(count=1, limits=DecoderLimits(wall=0.5), command=sleeping)
    started = time.monotonic()
    answer = decoders.prepare("a.jpg", encoded(), limits=PLAIN)
    assert isinstance(answer, Problem)
    assert answer.code == "took_too_long"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "import os; os.kill(os.getpid(), 9)",
        "import sys; sys.exit(3)",
        "print('nonsense' * 1000)",
        "import sys; sys.stdout.buffer.write(bytes([9,0,0,0,0,0,0,0]) + b'[1, 2, 3]')",
        TAKEN_OVER.format(head='{"format": "../../x", "width": 256}', body="<html>"),
        TAKEN_OVER.format(head='{"format": "jpg", "width": 256}', body="<html>"),
        TAKEN_OVER.format(head='{"done": true, "warnings": [], "width": 0}', body=""),
        TAKEN_OVER.format(head='{"refused": "no such code"}', body=""),
    ],
)
def test_a_process_that_crashes_or_talks_nonsense_is_a_refusal(program: str) -> None:
    decoders = DecoderPool(count=1, command=(sys.executable, "-c", program))
    answer = decoders.prepare("a.jpg", encoded(), limits=PLAIN)
    decoders.close()
    assert isinstance(answer, Problem)
    assert answer.code == "not_readable"


def test_a_process_is_used_again_and_one_that_went_away_is_replaced() -> None:
    decoders = DecoderPool(count=1)
    (decoder,) = decoders._all
    decoders.inspect("a.jpg", encoded(), limits=PLAIN)
    first = decoder._process
    decoders.inspect("a.jpg", encoded(), limits=PLAIN)
    assert decoder._process is first
    assert first is not None
    first.kill()
    first.wait()
    assert isinstance(decoders.prepare("a.jpg", encoded(), limits=PLAIN), Prepared)
    assert decoder._process is not first
    decoders.close()


def test_many_threads_share_the_processes() -> None:
    decoders, answers = DecoderPool(count=2), []

    def ask() -> None:
        answers.append(decoders.inspect("a.jpg", encoded(), limits=PLAIN))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    decoders.close()
    assert [isinstance(answer, Problem) for answer in answers] == [False] * 8
