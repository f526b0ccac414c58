"""A licensee's whole way: from the template to the first royalty, with what brand staff and a fan
do in between.
"""

import io
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.journeys import steps, table
from tests.journeys.test_back_office import sign_in
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]

WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SIZES = ((390, 844), (1280, 900))
SOLD = "WAY-CAP-001"
LONG = 60_000  # milliseconds that a step of a worker may take on a busy machine


@dataclass(frozen=True, slots=True)
class Camera:
    """Shows every page at a phone's and a desk's width; no page scrolls sideways."""

    folder: Path | None

    def take(self, page: Page, name: str) -> None:
        """Check both widths, and save both pictures if there is a folder for them."""
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            if self.folder:
                page.screenshot(path=self.folder / f"{name}-{width}.png", full_page=True)
            assert not page.evaluate(WIDE), f"{name} scrolls sideways at {width}"


@pytest.fixture
def camera() -> Camera:
    """Store screenshots in the folder of `JOURNEY_SHOTS`, for review; none without it."""
    if "JOURNEY_SHOTS" not in os.environ:
        return Camera(None)
    folder = Path(os.environ["JOURNEY_SHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    return Camera(folder)


def test_a_licensee_puts_its_catalog_on_sale_and_earns(
    visitors: Callable[[], Page], live: LiveShop, camera: Camera
) -> None:
    licensee = visitors()
    licensee.goto(f"{live.url}/licensee/imports/")
    sign_in(licensee, live, "licensee@demo.example")
    header = download_template(licensee, camera)
    rows = table.good_rows()
    assert set(rows[0]) | set(rows[-1]) <= set(header)
    wrong = table.with_mistakes(rows)
    names = list(table.PICTURED.values())

    send(licensee, live, camera, table.written(header, wrong), table.pictures(names[:2]))
    see_the_mistakes(licensee, camera, wrong)
    mended = mend(licensee, rows)

    send(licensee, live, camera, mended, table.pictures(names))
    see_the_plan(licensee, camera)
    apply(licensee, live, camera)
    submit(licensee, live, camera)
    approve(visitors(), live, camera)
    before = figures(licensee, live)  # other journeys may have sold goods of the same licensee
    number = buy(visitors(), live, camera)
    pack(licensee, live, camera, number)
    after = figures(licensee, live)
    camera.take(licensee, "13-sales")
    assert [late - early for early, late in zip(before, after, strict=True)] == [
        Decimal("23.33"),
        Decimal("2.80"),
    ]


def download_template(page: Page, camera: Camera) -> list[str]:
    """Return the columns of the licensee's own template."""
    page.wait_for_url(re.compile("/licensee/imports/$"))
    camera.take(page, "01-uploads")
    with page.expect_download(timeout=LONG) as found:
        page.get_by_role("link", name="Template (XLSX)").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(Path(found.value.path()).read_bytes()))
    return [str(cell) for cell in book.get_sheet_by_index(0).to_python()[0]]


def send(page: Page, live: LiveShop, camera: Camera, content: bytes, archive: bytes) -> None:
    """Import products with a ZIP, and wait until it is planned."""
    page.goto(f"{live.url}/licensee/imports/new/")
    files = {
        "file": {"name": "autumn.csv", "mimeType": "text/csv", "buffer": content},
        "pictures": {"name": "autumn.zip", "mimeType": "application/zip", "buffer": archive},
    }
    for name, file in files.items():
        page.locator(f"input[name={name}]").set_input_files([file])
    camera.take(page, "02-files")
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url(re.compile(r"/imports/[0-9a-f-]{36}/"), timeout=LONG)
    expect(page.locator(".state").first).to_have_text("Ready to review", timeout=LONG)


def see_the_mistakes(page: Page, camera: Camera, rows: Sequence[table.Row]) -> None:
    """Every planted mistake is named by its row and column, and nothing else is refused."""
    camera.take(page, "03-mistakes")
    assert figure(page, "Rows") == len(rows)
    assert figure(page, "Refused") == len(table.MISTAKES)
    assert figure(page, "New") == len(rows) - len(table.MISTAKES)
    page.get_by_label("Show").select_option("refused")
    page.locator("#main").get_by_role("button", name="Search").click()
    shown = page.locator(".upload-rows tbody tr")
    expect(shown).to_have_count(len(table.MISTAKES))
    for one in table.MISTAKES:
        sku = one.wrong if one.column == "licensee_sku" else one.sku
        line = str(table.line_of(rows, sku))
        row = shown.filter(has=page.locator("th", has_text=re.compile(rf"\b{line}$")))
        problem = row.locator("[data-label=Problems] li").filter(has_text=f"{one.column}:")
        expect(problem).to_contain_text(one.said)
    page.get_by_label("Show").select_option("problems")
    page.locator("#main").get_by_role("button", name="Search").click()
    lacking = shown.filter(has_text=table.PICTURED[3])
    expect(lacking).to_contain_text("The ZIP has no file with this name.")


def mend(page: Page, rows: Sequence[table.Row]) -> bytes:
    """Download the file with its errors, check the problems, and correct them."""
    with page.expect_download(timeout=LONG) as found:
        page.get_by_role("link", name="Download error report").click()
    got = table.read(Path(found.value.path()).read_bytes())
    assert len(got) == len(rows)
    said = {good["licensee_sku"]: row["errors"] for good, row in zip(rows, got, strict=True)}
    wrong = {sku for sku, errors in said.items() if errors and not errors.startswith("warning:")}
    assert wrong == {one.sku for one in table.MISTAKES}
    for one in table.MISTAKES:
        assert f"{one.column}: " in said[one.sku]
        assert one.said in said[one.sku]
    by_sku = {row["licensee_sku"]: row for row in rows}
    for good, row in zip(rows, got, strict=True):
        for one in table.MISTAKES:
            if one.sku == good["licensee_sku"]:
                row[one.column] = by_sku[one.sku].get(one.column, "")
    return table.written(list(got[0]), got)


def see_the_plan(page: Page, camera: Camera) -> None:
    """Check that everything is new and has no problems."""
    camera.take(page, "04-plan")
    assert figure(page, "New") == table.CAPS + table.SHIRTS * (1 + len(table.SIZES))
    assert figure(page, "Refused") == 0
    assert figure(page, "With warnings") == 0
    page.get_by_label("Show").select_option("problems")
    page.locator("#main").get_by_role("button", name="Search").click()
    expect(page.locator(".upload-rows tbody")).to_have_text("No rows found.")


def apply(page: Page, live: LiveShop, camera: Camera) -> None:
    """Apply the plan; the pictures are attached to their drafts."""
    page.get_by_role("button", name="Apply 500 rows").click()
    expect(page.get_by_role("button", name="for approval")).to_be_visible(timeout=LONG)
    camera.take(page, "05-applied")
    assert figure(page, "Applied") == len(table.good_rows())
    assert figure(page, "Pictures") == len(table.PICTURED)
    live.wait_until(
        "select count(*) = %s from catalogue_productimage i"
        " join catalogue_product p on p.id = i.product_id"
        " where p.upc like 'WAY-%%' and i.state = 'READY'",
        len(table.PICTURED),
        seconds=LONG / 1000,
    )


def submit(page: Page, live: LiveShop, camera: Camera) -> None:
    """Submit the drafts; each holder is notified once."""
    drafts = table.CAPS + table.SHIRTS
    page.get_by_role("button", name=f"Submit {drafts} drafts for approval").click()
    expect(page.locator(".notice-ok")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="for approval")).to_have_count(0)
    page.goto(f"{live.url}/licensee/approvals/?q={SOLD}")
    expect(page.locator(".queue-item .state")).to_have_text("Submitted")
    camera.take(page, "06-approvals")
    told = "select count(*) from notices_notice where code = 'approval.submitted_many'"
    brand = " and user_id = (select id from accounts_user where email = 'brand@demo.example')"
    assert live.query(told + brand) == [(1,)]


def approve(page: Page, live: LiveShop, camera: Camera) -> None:
    """Brand staff find the cap with its picture and agree, stage by stage."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live.url}/rights/approvals/?q={SOLD}")
    sign_in(page, live, "brand@demo.example")
    page.wait_for_url(re.compile("/rights/approvals/"))
    expect(page.locator(".queue-item img")).to_have_js_property("complete", value=True)
    assert page.locator(".queue-item img").evaluate("image => image.naturalWidth") > 0
    camera.take(page, "07-queue")
    page.get_by_role("link", name="Wayfarer cap 001").click()
    camera.take(page, "08-review")
    for stage, label in stages_of(page).items():
        page.locator("select[name=stage]").select_option(stage)
        page.locator("select[name=verdict]").select_option("APPROVED")
        page.get_by_role("button", name="Record decision").click()
        expect(page.get_by_role("row").filter(has_text=label)).to_contain_text("Approved")
    expect(page.locator("h1 .state")).to_have_text("Released")


def stages_of(page: Page) -> dict[str, str]:
    """Return the stages that the form offers, in their order, with their labels."""
    options = page.locator("select[name=stage] option")
    options.first.wait_for(state="attached")  # `count` does not wait for the page
    found = [options.nth(at) for at in range(options.count())]
    return {str(one.get_attribute("value")): one.inner_text() for one in found}


def buy(page: Page, live: LiveShop, camera: Camera) -> str:
    """A fan finds the cap by search, sees its picture and pays; return the order's number."""
    live.wait_until(
        "select i.published from catalogue_productimage i join catalogue_product p"
        " on p.id = i.product_id where p.upc = %s",
        SOLD,
        seconds=LONG / 1000,
    )
    page.goto(f"{live.url}/en-fr/")
    page.locator("#search-text").fill("Wayfarer cap")
    page.locator(".search button").click()
    expect(page.locator(".card")).to_have_count(1)
    camera.take(page, "09-search")
    page.get_by_role("link", name="Wayfarer cap 001").first.click()
    picture = page.get_by_role("img", name="Cap 1 from the front").first
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    camera.take(page, "10-product")
    page.locator("form.buy-form button").click()
    page.get_by_role("link", name="Go to checkout").click()
    steps.fill_address(page, steps.PARIS)
    steps.order(page)
    steps.pay(page, steps.GOOD)
    number = steps.order_number(page)
    live.wait_until("select status = 'PAID' from order_order where number = %s", number)
    return number


def pack(page: Page, live: LiveShop, camera: Camera, number: str) -> None:
    """The licensee finds the order to pack and sends it."""
    page.goto(f"{live.url}/licensee/")
    page.get_by_role("link", name="Orders to pack").first.click()
    camera.take(page, "11-orders")
    page.get_by_role("link", name=number).click()
    expect(page.locator("main")).to_contain_text("Wayfarer cap 001")
    page.locator("select[name=carrier]").select_option(index=0)
    page.locator("input[name=tracking_number]").fill("1Z999AA10123456784")
    camera.take(page, "12-parcel")
    with page.expect_navigation():
        page.get_by_role("button", name="Mark as shipped").click()
    page.goto(f"{live.url}/licensee/orders/")
    sent = page.locator("tr").filter(has_text="1Z999AA10123456784")
    expect(sent).to_contain_text(number)


def figures(page: Page, live: LiveShop) -> list[Decimal]:
    """Return net sales in France and their royalty, as shown to the licensee."""
    page.goto(f"{live.url}/licensee/sales/")
    row = page.get_by_role("row").filter(has_text="France").first
    cells = [row.locator(f"[data-label='{name}']") for name in ("Net", "Royalty accrued")]
    return [
        Decimal(re.sub(r"[^\d.]", "", cell.inner_text())) if cell.count() else Decimal(0)
        for cell in cells
    ]


def figure(page: Page, name: str) -> int:
    """Return one of an import's counts; 0 if it is not shown."""
    term = page.locator("dt", has_text=re.compile(f"^{name}$"))
    fact = page.locator("dl.facts div").filter(has=term)
    return int(fact.locator("dd").inner_text()) if fact.count() else 0
