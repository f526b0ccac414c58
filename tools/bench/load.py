"""Load from one process: concurrent visitors, each with its own cookies, for some seconds."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from statistics import median

import aiohttp

from tools.bench.counting import HEADER

TOKEN = "b" * 32  # Django compares the token of the form with that of the cookie; both are ours.
STORE_HEADER = "X-Page-Store"
TIMEOUT = aiohttp.ClientTimeout(total=120)


class WrongAnswerError(Exception):
    """A response that does not match the workload; it counts as an error."""


@dataclass
class Visitor:
    """A visitor: a connection, cookies, and the statement counts of the last responses.

    `stored` has whether each answer of all visitors came from the page store.
    """

    url: str
    session: aiohttp.ClientSession
    statements: list[int] = field(default_factory=list)
    stored: list[bool] = field(default_factory=list)

    async def get(self, path: str, marker: str = "", *, status: int = 200, **headers: str) -> str:
        """Open a page; check its status and that it contains the marker."""
        address = path if path.startswith("http") else self.url + path
        async with self.session.get(address, headers=headers) as answer:
            return await self._checked(answer, status, marker)

    async def post(self, path: str, form: dict[str, str], status: int = 302) -> str:
        """Submit a form; return the address of the redirect."""
        form = {"csrfmiddlewaretoken": TOKEN, **form}
        async with self.session.post(
            self.url + path, data=form, allow_redirects=False, headers={"Referer": self.url + "/"}
        ) as answer:
            await self._checked(answer, status, "")
            return answer.headers.get("Location", "")

    async def _checked(self, answer: aiohttp.ClientResponse, status: int, marker: str) -> str:
        text = await answer.text()
        self.statements.append(int(answer.headers.get(HEADER, 0)))
        if place := answer.headers.get(STORE_HEADER):
            self.stored.append(place == "hit")
        if answer.status != status or marker not in text:
            raise WrongAnswerError(f"{answer.method} {answer.url}: {answer.status}")
        return text


Step = Callable[[Visitor, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Measured:
    """The result of one side in one round."""

    done: int
    errors: int
    seconds: float
    statements: float
    first_error: str = ""
    waits: tuple[float, ...] = ()  # duration of each in seconds, shortest first
    hits: float | None = None  # share of the answers from the page store, if it was asked

    def wait_ms(self, share: float) -> float:
        """Return the milliseconds within which a share of the work was done; 0.99 for the p99."""
        if not self.waits:
            return 0.0
        return self.waits[min(int(len(self.waits) * share), len(self.waits) - 1)] * 1000

    @property
    def per_second(self) -> float:
        """Return the rate per second."""
        return self.done / self.seconds if self.seconds else 0.0


def visit(url: str) -> Visitor:
    """Return a new visitor; close its session when done."""
    jar = aiohttp.CookieJar(unsafe=True)  # addresses instead of names
    session = aiohttp.ClientSession(cookie_jar=jar, timeout=TIMEOUT)
    session.cookie_jar.update_cookies({"csrftoken": TOKEN})
    return Visitor(url, session)


async def measure(
    url: str,
    step: Step,
    *,
    at_once: int,
    seconds: float,
    prepare: Step | None = None,
    new_visitor_each_time: bool = False,
) -> Measured:
    """Repeat a step for some seconds with concurrent visitors.

    `prepare` runs once for each visitor and is not counted. Steps in progress at the end are
    finished and counted, with their time.
    """
    done, errors, first_error = 0, 0, ""
    statements: list[int] = []
    waits: list[float] = []
    numbers = iter(range(10**9))
    visitors = [visit(url) for _ in range(at_once)]
    try:
        if prepare is not None:
            await asyncio.gather(*(prepare(visitor, n) for n, visitor in enumerate(visitors)))
        begun = time.perf_counter()
        until = begun + seconds

        async def go(visitor: Visitor) -> None:
            nonlocal done, errors, first_error
            while time.perf_counter() < until:
                if new_visitor_each_time:
                    visitor.session.cookie_jar.clear()
                    visitor.session.cookie_jar.update_cookies({"csrftoken": TOKEN})
                visitor.statements.clear()
                began = time.perf_counter()
                try:
                    await step(visitor, next(numbers))
                except (WrongAnswerError, aiohttp.ClientError, TimeoutError) as error:
                    errors += 1
                    first_error = first_error or str(error)
                else:
                    done += 1
                    waits.append(time.perf_counter() - began)
                    statements.append(sum(visitor.statements))

        await asyncio.gather(*(go(visitor) for visitor in visitors))
        elapsed = time.perf_counter() - begun
    finally:
        await asyncio.gather(*(visitor.session.close() for visitor in visitors))
    middle = median(statements) if statements else 0
    stored = [hit for visitor in visitors for hit in visitor.stored]
    hits = sum(stored) / len(stored) if stored else None
    return Measured(done, errors, elapsed, middle, first_error, tuple(sorted(waits)), hits)
