"""Load counts valid responses only; ratios come from the medians of the rounds."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

from aiohttp import web
from aiohttp.test_utils import TestServer

from tools.bench import report
from tools.bench.chart import LEFT, draw
from tools.bench.counting import HEADER
from tools.bench.decisions import decisions_per_second
from tools.bench.load import Measured, Visitor, measure
from tools.bench.processor_time import milliseconds_each, used_by_tree
from tools.bench.works import STATEMENT, Limits, Work

SECONDS = 0.2
SVG = "{http://www.w3.org/2000/svg}"


def run_apart(work: Any) -> Any:
    """Run a coroutine in a thread: the browser of the journeys has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def step(visitor: Visitor, number: int) -> None:
    await visitor.get("/good" if number % 2 == 0 else "/wrong", "here it is")


def measured_against_a_server(*, new_visitor: bool) -> tuple[Measured, list[str]]:
    cookies: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        cookies.append(request.cookies.get("visitor", "none"))
        text = "here it is" if request.path == "/good" else "something else"
        response = web.Response(text=text, headers={HEADER: "3"})
        response.set_cookie("visitor", "known")
        return response

    async def run() -> Measured:
        application = web.Application()
        application.router.add_get("/{anything}", answer)
        async with TestServer(application) as server:
            return await measure(
                str(server.make_url("")).rstrip("/"),
                step,
                at_once=2,
                seconds=SECONDS,
                new_visitor_each_time=new_visitor,
            )

    return run_apart(run()), cookies


def test_a_wrong_answer_is_an_error_and_not_done() -> None:
    result, _cookies = measured_against_a_server(new_visitor=False)
    assert result.done > 0
    assert abs(result.done - result.errors) <= 2
    assert "/wrong: 200" in result.first_error
    assert result.statements == 3
    assert result.seconds >= SECONDS


def test_visitors_keep_their_cookies_unless_each_time_a_new_one_comes() -> None:
    _result, kept = measured_against_a_server(new_visitor=False)
    _result, forgotten = measured_against_a_server(new_visitor=True)
    assert kept.count("none") == 2
    assert set(forgotten) == {"none"}


def row(ours: list[int], theirs: list[int], key: str = "home") -> report.Row:
    work = Work(key, "Home", step, step, Limits(15, 30), Limits(60, 150))

    def rounds(done: list[int], errors: int) -> list[Measured]:
        waits = (0.01, 0.02, 0.5)
        return [
            Measured(number, errors, 2.0, 7.0, "odd" if errors else "", waits, 0.75)
            for number in done
        ]

    sides = {report.STORED: ours, report.COLD: [number // 10 for number in ours]}
    measured = {name: rounds(done, 0) for name, done in sides.items()}
    return report.row_of(work, {**measured, report.OSCAR: rounds(theirs, 1)})


def test_a_ratio_is_that_of_the_medians() -> None:
    compared = row(ours=[100, 900, 120], theirs=[10, 12, 200])
    assert compared.oscar is not None
    assert compared.stored is not None
    assert (compared.oscar.rate, compared.stored.rate) == (6, 60)
    assert (compared.stored_ratio, compared.cold_ratio) == (10, 1)
    assert (compared.stored.hits, compared.stored.p95_ms) == (0.75, 500)
    assert compared.errors == 3


def test_a_row_without_a_baseline_has_no_ratio() -> None:
    alone = row(ours=[100], theirs=[])
    assert alone.stored_ratio is None
    cells = "| Home |  | 50.0 |  | 60 × | 150 × |  | 75% | 5.0 |  | 15 × | 30 × | 500 | – : 7 |  |"
    assert cells in report.markdown([alone], {})


def test_stored_rates_are_a_share_of_one_statement(tmp_path: Path) -> None:
    results = report.Results(tmp_path)
    results.add_row(row([4000], [], key=STATEMENT))
    results.add_row(row([100], []))
    assert results.rows[1].of_floor == 0.25


def test_replaced_workers_keep_their_seconds() -> None:
    """The time of a worker that ended is the server's, so that no difference is negative."""
    server = SimpleNamespace(
        children=lambda: [SimpleNamespace(cpu_times=lambda: SimpleNamespace(user=1, system=0.5))],
        cpu_times=lambda: SimpleNamespace(user=0, system=0, children_user=10, children_system=2),
    )
    assert used_by_tree(server) == 13.5  # type: ignore[arg-type]


def test_time_is_told_for_each_request_without_what_is_negligible() -> None:
    before, after = {"web": 1.0, "jobs": 2.0}, {"web": 1.5, "jobs": 2.0}
    assert milliseconds_each(before, after, done=100) == {"web": 5.0}


def test_results_are_written_as_a_table_and_as_data(tmp_path: Path) -> None:
    results = report.Results(tmp_path)
    results.add_facts({"cores": 2})
    results.add_row(row([100], [10]))
    assert "| 10 × |" in results.path.read_text()
    assert "- cores: 2" in results.path.read_text()
    (data,) = tmp_path.glob("*.json")
    assert json.loads(data.read_text())["rows"][0]["stored_ratio"] == 10


def test_a_failed_measurement_is_reported_and_keeps_what_was_measured(tmp_path: Path) -> None:
    results = report.Results(tmp_path)
    results.add_row(row([100], []))
    with results.measuring("import"):
        raise SystemExit("another import is running")
    with results.measuring("rights"):
        results.add_facts({"list_page_ms": 12.5})
    assert results.failed
    text = results.path.read_text()
    assert "| Home |" in text
    assert "- not measured: import: SystemExit: another import is running" in text
    assert "- list page ms: 12.5" in text


def test_decisions_are_counted_in_whole_rounds() -> None:
    assert decisions_per_second(0.05) > 0


def test_the_chart_is_a_picture_of_the_rows(tmp_path: Path) -> None:
    results = report.Results(tmp_path)
    results.add_facts({"products": 1000, "date": "2026-11-29T12:00:00"})
    results.add_row(row([2000], [20]))
    results.add_row(row([300], []))
    (data,) = tmp_path.glob("*.json")
    saved = json.loads(data.read_text())
    picture = ET.fromstring(draw(saved["rows"], saved["facts"]))  # noqa: S314  our own
    bars = [part for part in picture.iter(f"{SVG}rect") if part.get("x") == str(LEFT)]
    texts = [part.text for part in picture.iter(f"{SVG}text")]

    assert [bar.get("class") for bar in bars] == ["oscar", "cold", "stored"]
    widths = [float(bar.get("width", 0)) for bar in bars]
    assert widths == sorted(widths)
    assert texts.count("Home") == 1
    assert "1,000 (100 ×)" in texts
    assert "Requests a second, 1,000 products, 2026-11-29" in texts
