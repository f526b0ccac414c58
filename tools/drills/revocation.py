"""Rights are revoked while a live shop is under load; nothing may be sold afterwards.

Fifty requests a second of list, search, product, API and basket; in the middle another process
denies the product by the service. A request that began after the commit and was answered as if the
product could be bought is a failure. Then revocations during placements measure the duration of a
commit.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tools.drills.running import stocked_template
from tools.drills.staleness import ENDED, PAGES, SHOWN, SOLD
from tools.testing.live_shop import LiveShop

RATE, SECONDS = 50, float(os.environ.get("DRILL_SECONDS", "8"))
SKU = "DRILL-1"
# Below so many requests of a surface before and after the commit, a run proves nothing and fails.
LEAST_OF_A_SURFACE = 3
SURFACES = ("list", "search", "product", "api list", "api product", "basket add")
KINDS = ("revocation", "hold on product", "hold on mark", "licensee", "territory", *SHOWN)
DATABASE = "drill_revocation"
hits: Counter[str] = Counter()  # answers from the store by surface
DENY = Path(__file__).with_name("denying.py")


@dataclass(frozen=True, slots=True)
class Answer:
    """One request: its begin and end, and whether the product was offered."""

    surface: str
    began: float
    ended: float
    sellable: bool
    status: int


def main() -> int:
    """Run every kind of denial and print a table; fail if anything was sold after a commit."""
    from tools.testing.live_shop import live_shop

    template = stocked_template()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            with live_shop(Path(folder), template, name=DATABASE, with_worker=False) as shop:
                environment = {**shop.environment, "DRILL_SKU": SKU}
                answers, committed = asyncio.run(_drill(shop.url, environment, kind))
            failures += _report(kind, answers, committed, surfaces_of(kind))
        with live_shop(Path(folder), template, name=DATABASE, with_worker=False) as shop:
            environment = {**shop.environment, "DRILL_SKU": SKU}
            print(_run(environment, "among-placements"), end="")
    return 1 if failures else 0


def surfaces_of(kind: str) -> tuple[str, ...]:
    """Return the surfaces that show what a denial or change takes away."""
    return SURFACES if kind not in SHOWN or kind in {SOLD, ENDED} else PAGES


def hold_product(shop: LiveShop, sku: str) -> None:
    """Hold a product in a running shop."""
    held = shop.programs.run("-m", "tools.drills.denying", "hold on product", sku)
    if held.returncode:
        raise RuntimeError(held.stderr[-3000:])


def _run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tools.drills.denying", *command],
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout


async def _drill(url: str, environment: dict[str, str], kind: str) -> tuple[list[Answer], float]:
    answers: list[Answer] = []
    async with aiohttp.ClientSession(
        url, cookie_jar=aiohttp.DummyCookieJar(), headers={"Origin": url}
    ) as session:
        await _open(session)
        process = await _begin_denier(environment, kind)
        begun, surfaces = time.monotonic(), surfaces_of(kind)
        denial = asyncio.create_task(_deny(process))
        works = []
        for number in range(int(RATE * SECONDS)):
            await asyncio.sleep(max(0.0, begun + number / RATE - time.monotonic()))
            surface = surfaces[number % len(surfaces)]
            works.append(asyncio.create_task(_ask(session, surface, kind, answers)))
        await asyncio.gather(*works)
        return answers, await denial


async def _begin_denier(environment: dict[str, str], kind: str) -> asyncio.subprocess.Process:
    """Start the denying process before the load, so that it only waits for the signal."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tools.drills.denying",
        kind,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    if process.stdout is None or await process.stdout.readline() != b"ready\n":
        raise RuntimeError(f"the process that denies ({kind}) did not start")
    return process


async def _deny(process: asyncio.subprocess.Process) -> float:
    """Signal the process to deny; return the time of its commit, by its own clock."""
    await asyncio.sleep(SECONDS * 0.3)
    output, _ = await process.communicate(b"deny\n")
    return float(output.split()[-1])


async def _open(session: aiohttp.ClientSession) -> None:
    """Open the product page, whose form needs no token: the Origin of the session is the shop."""
    async with session.get(f"/en-fr/p/x/{SKU}/", allow_redirects=True) as answer:
        text = await answer.text()
        if "/basket/add/" not in text:
            raise RuntimeError(text[:2000])


async def _ask(
    session: aiohttp.ClientSession, surface: str, kind: str, answers: list[Answer]
) -> None:
    began = time.time()
    if surface == "basket add":
        form = {"sku": SKU, "quantity": "1"}
        async with session.post("/en-fr/basket/add/", data=form, allow_redirects=False) as answer:
            sellable = answer.headers.get("Location", "").endswith("/basket/")
            answers.append(Answer(surface, began, time.time(), sellable, answer.status))
        return
    path = {
        "list": "/en-fr/products/",
        "search": "/en-fr/search/?q=drill",
        "product": f"/en-fr/p/drill/{SKU}/",
        "api list": "/api/v1/products/?market=fr",
        "api product": f"/api/v1/products/{SKU}/?market=fr",
    }[surface]
    async with session.get(path) as answer:
        text = await answer.text()
        if kind in SHOWN:
            sellable = SHOWN[kind](surface, text)
        else:
            sellable = {
                "product": "/basket/add/" in text,
                "api product": '"amount":' in text,
            }.get(surface, SKU in text)
        hits[surface] += answer.headers.get("X-Page-Store") == "hit"
        answers.append(Answer(surface, began, time.time(), sellable, answer.status))


def _report(
    kind: str, answers: list[Answer], committed: float, surfaces: tuple[str, ...] = SURFACES
) -> int:
    before = [answer for answer in answers if answer.ended < committed]
    after = [answer for answer in answers if answer.began > committed]
    wrong = [answer for answer in after if answer.sellable]
    seen = {answer.surface for answer in before if answer.sellable}
    refusing = {
        surface: min(
            answer.ended for answer in after if answer.surface == surface and not answer.sellable
        )
        for surface in surfaces
        if any(answer.surface == surface and not answer.sellable for answer in after)
    }
    took = statistics.median(answer.ended - answer.began for answer in answers) * 1000
    failed = sum(answer.status >= 500 for answer in answers)  # noqa: PLR2004
    print(
        f"{kind}: {len(answers)} requests, {len(after)} begun after the commit, "
        f"{len(wrong)} of them served as sellable {sorted({answer.surface for answer in wrong})}; "
        f"never sellable before: {sorted(set(surfaces) - seen)}; "
        f"{_last(refusing, committed, surfaces)}; {sum(hits.values())} answers from the store; "
        f"median answer {took:.0f} ms; {failed} errors"
    )
    hits.clear()
    unseen = _too_little_seen(before, after, refusing, surfaces)
    for sentence in unseen:
        print(f"{kind}: too few observations: {sentence}")
    return len(wrong) + len(set(surfaces) - seen) + failed + len(unseen)


def _last(refusing: dict[str, float], committed: float, surfaces: tuple[str, ...]) -> str:
    if set(refusing) != set(surfaces):
        return f"never refused afterwards: {sorted(set(surfaces) - set(refusing))}"
    return f"last surface refused {(max(refusing.values()) - committed) * 1000:.0f} ms after it"


def _too_little_seen(
    before: list[Answer],
    after: list[Answer],
    refusing: dict[str, float],
    surfaces: tuple[str, ...],
) -> list[str]:
    """Return the reasons why the load proves nothing."""
    least = LEAST_OF_A_SURFACE * len(surfaces)
    return [
        *([f"{len(before)} answers before the commit, {least} needed"] * (len(before) < least)),
        *([f"{len(after)} begun after the commit, {least} needed"] * (len(after) < least)),
        *(f"{surface} never refused" for surface in surfaces if surface not in refusing),
    ]
