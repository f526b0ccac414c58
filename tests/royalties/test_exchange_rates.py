"""Exchange rates come from the European Central Bank's files, by upload and by address."""

import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.finance.royalties.ecb_files import RatesUnreadable, read_rates
from shop.finance.royalties.models import FxRate
from shop.finance.royalties.periodic import fetch_exchange_rates
from shop.finance.royalties.rate_import import import_rates
from shop.finance.royalties.services import record_rate
from tests.dashboard.conftest import staff_with
from tools.testing.factories.models import RightsHolderFactory

CUBES = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates
</gesmes:subject><Cube>{days}</Cube></gesmes:Envelope>"""
DAY = (
    '<Cube time="{day}"><Cube currency="USD" rate="{usd}"/><Cube currency="CHF" rate="0.9"/></Cube>'
)
FILE = "/dashboard/markets/rates/file/"


def xml(**days: str) -> bytes:
    cubes = "".join(DAY.format(day=day.replace("_", "-")[1:], usd=usd) for day, usd in days.items())
    return CUBES.format(days=cubes).encode()


def rates() -> dict[tuple[str, str, str], Decimal]:
    return {(str(row.day), row.base, row.quote): row.rate for row in FxRate.objects.all()}


@pytest.fixture
def swiss(db: None) -> None:
    RightsHolderFactory(currency="CHF")


def test_a_file_gives_cross_rates_to_the_currencies_of_holders(swiss: None) -> None:
    result = import_rates(content=xml(d2026_11_26="1.2"), by_id=None)
    stored = rates()
    assert stored["2026-11-26", "EUR", "CHF"] == Decimal("0.9")
    assert stored["2026-11-26", "USD", "CHF"] == Decimal("0.75")
    assert stored["2026-11-26", "USD", "EUR"] == Decimal("0.83333333")
    assert (result.days, result.added) == (1, len(stored)) == (1, 4)


def test_weekends_take_the_rates_of_friday(swiss: None) -> None:
    import_rates(content=xml(d2026_11_27="1.2", d2026_11_30="1.5"), by_id=None)
    by_day = {day: rate for (day, *pair), rate in rates().items() if pair == ["USD", "CHF"]}
    assert by_day == {
        "2026-11-27": Decimal("0.75"),
        "2026-11-28": Decimal("0.75"),
        "2026-11-29": Decimal("0.75"),
        "2026-11-30": Decimal("0.6"),
    }
    assert FxRate.objects.filter(source="ECB reference rate of 2026-11-27").count() == 12


def test_single_files_fill_the_weekend_between_them_and_no_lost_working_day(swiss: None) -> None:
    for day in ("d2026_11_27", "d2026_11_30", "d2026_12_02"):
        import_rates(content=xml(**{day: "1.2"}), by_id=None)
    days = set(FxRate.objects.values_list("day", flat=True))
    assert days == {date(2026, 11, day) for day in (27, 28, 29, 30)} | {date(2026, 12, 2)}


def test_a_recorded_rate_stays(swiss: None) -> None:
    day = date(2026, 11, 26)
    record_rate(day=day, base="USD", quote="CHF", rate=Decimal("0.7"), source="Bank")
    for _ in range(2):
        import_rates(content=xml(d2026_11_26="1.2"), by_id=None)
    assert FxRate.objects.get(day=day, base="USD", quote="CHF").rate == Decimal("0.7")


def test_the_csv_files_of_a_day_and_of_the_history_are_read() -> None:
    daily = b"Date, USD, JPY, \n27 November 2026, 1.08, 163.1, "
    history = b"Date,USD,JPY,CYP,\n2026-11-27,1.08,163.1,N/A,\n2026-11-26,1.07,,N/A,\n"
    first = {"USD": Decimal("1.08"), "JPY": Decimal("163.1")}
    assert read_rates(daily) == {date(2026, 11, 27): first}
    assert read_rates(history) == {
        date(2026, 11, 27): first,
        date(2026, 11, 26): {"USD": Decimal("1.07")},
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Row 1: the first column must be Date"),
        (b"Day,USD\n", "Row 1: the first column must be Date"),
        (b"Date,USD\n", "File: it has no rates"),
        (b"Date,USD\nsoon,1\n", "Row 2: “soon” is not a day"),
        (b"Date,USD\n2026-11-27,x\n", "Row 2: “USD x” is not a rate"),
        (b"Date,USD\n2026-11-27,-1\n", "Row 2: “USD -1” is not a rate"),
        (b"Date,USD\n2026-11-27,NaN\n", "Row 2: “USD NaN” is not a rate"),
        (b"Date,U$\n2026-11-27,1\n", "Row 2: “U$ 1” is not a rate"),
        (b"<a><b></a>", "File: invalid XML"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "File: it has a document type"),
        (b"<html></html>", "File: it has no rates"),
        (b"\xff\xfe\x00", "Row 1"),
        (xml(d2026_11_26="none"), "Day 2026-11-26: “USD none” is not a rate"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(content: bytes, sentence: str) -> None:
    with pytest.raises(RatesUnreadable, match=sentence.replace("$", r"\$")):
        read_rates(content)


def test_staff_upload_a_file(swiss: None) -> None:
    finance = staff_with("royalties.add_fxrate")
    file = SimpleUploadedFile("rates.xml", xml(d2026_11_26="1.2"))
    answer = finance.post(FILE, {"file": file}, follow=True)
    assert "1 day read: 4 rates added." in answer.text
    wrong = finance.post(FILE, {"file": SimpleUploadedFile("r.csv", b"Date,USD\n2026-11-27,x\n")})
    assert wrong.status_code == 422
    assert "Row 2: “USD x” is not a rate" in wrong.text
    assert staff_with("order.view_order").get(FILE).status_code == 403
    assert Client().get(FILE).status_code == 302


@pytest.fixture
def bank(settings: Any) -> Iterator[dict[str, Any]]:
    """Return what the server at the configured address answers."""
    answer: dict[str, Any] = {"status": 200, "body": xml(d2026_11_26="1.2")}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(answer["status"])
            self.end_headers()
            self.wfile.write(answer["body"])

        def log_message(self, *_args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/rates.xml"
    settings.ENV = settings.ENV.with_values({"FX_RATES_URL": address})
    yield answer
    server.shutdown()
    server.server_close()


def test_the_job_imports_from_the_address_and_survives_an_outage(
    swiss: None, bank: dict[str, Any]
) -> None:
    answers = [{"status": 503}, {"status": 200, "body": b"<html>"}]
    for broken in answers:
        good = dict(bank)
        bank.update(broken)
        fetch_exchange_rates(timestamp=0)
        bank.update(good)
    assert not FxRate.objects.exists()
    fetch_exchange_rates(timestamp=0)
    assert FxRate.objects.count() == 4


def test_without_an_address_the_job_does_nothing(db: None) -> None:
    fetch_exchange_rates(timestamp=0)
    assert not FxRate.objects.exists()
