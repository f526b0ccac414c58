"""A count of the warehouse: every fault of the file is named, the difference is booked."""

import io
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from shop.commerce.inventory.count_file import MOST_BYTES, read_counts
from shop.commerce.inventory.errors import AdjustmentRefused, StockTakeRefused
from shop.commerce.inventory.models import Location, StockMovement, StockTake
from shop.commerce.inventory.routing import RequestedUnits
from shop.commerce.inventory.services import adjust_stock, receive_lot, reserve
from shop.commerce.inventory.stocktakes import apply_stock_take, compare, store_stock_take
from shop.identity.accounts.models import User
from shop.orders.invariants.registry import check_invariants
from shop.oscar.partner.models import StockRecord
from shop.platform.core.typed_text import plain_code
from shop.platform.database.clock import database_now
from tests.inventory.test_ledger import RULES as STOCK_RULES
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LocationFactory, UserFactory
from tools.testing.factories.orders import empty_order

type Built = tuple[RightsWorld, User, StockRecord]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with one article, and who counts, for all tests of the module."""
    return build_once(
        lambda world: (
            world,
            UserFactory(),
            world.product(sku="PIN-1", stock=10).stockrecords.get(),
        )
    )


@pytest.fixture
def world(built: Built, db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def keeper(built: Built, db: None) -> User:
    """Return who counts."""
    return deepcopy(built[1])


@pytest.fixture
def pin(built: Built, db: None) -> StockRecord:
    """Return the stock record of an article with ten units."""
    return deepcopy(built[2])


def hold(record: StockRecord, quantity: int) -> None:
    """Keep units for an order."""
    reserve(
        order=empty_order(),
        requested=[RequestedUnits(record.product_id, quantity)],
        expires_at=database_now() + timedelta(minutes=10),
    )


cells = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters=",;\"'\u2028\u2029\x85"),
    min_size=1,
    max_size=20,
).filter(lambda text: plain_code(text) == text)  # other forms are brought into this one


@given(
    counts=st.dictionaries(cells, st.integers(0, 9_999_999), min_size=1, max_size=20),
    separator=st.sampled_from(",;"),
    ends=st.sampled_from(["\n", "\r\n"]),
    order=st.sampled_from([(0, 1), (1, 0)]),
    coding=st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_what_a_spreadsheet_writes_is_read_back(
    counts: dict[str, int], separator: str, ends: str, order: tuple[int, int], coding: str
) -> None:
    lines = [("sku", "counted"), *((sku, str(units)) for sku, units in counts.items())]
    text = ends.join(separator.join(line[at] for at in order) for line in lines)
    rows, problems = read_counts(text.encode(coding))
    assert problems == []
    assert {row.sku: row.counted for row in rows} == counts
    assert [row.number for row in rows] == list(range(2, len(counts) + 2))


@given(st.binary(max_size=300))
def test_no_file_is_too_strange(content: bytes) -> None:
    rows, problems = read_counts(content)
    assert rows or problems or content.strip()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty."),
        (b"\n \n", "The file is empty."),
        (b"sku,counted\n", "The file has a header and no rows."),
        (b"sku\nPIN-1\n", "The column 'counted' is missing."),
        (b"sku,counted,note\nPIN-1,1,x\n", "The column 'note' is not known."),
        (b"sku,sku,counted\nPIN-1,1,x\n", "The column 'sku' is there twice."),
        (b"sku,counted\nPIN-1,1,7\n", "Row 2: it has more cells than the header."),
        (b"sku,counted\n,1\n", "Row 2, column sku: it is empty."),
        (b"sku,counted\nPIN-1,1\nPIN-1,2\n", "Row 3, column sku: 'PIN-1' is in row 2 too."),
        (b"sku,counted\nPIN-1,-1\n", "Row 2, column counted: '-1' is not a whole number."),
        (b"sku,counted\nPIN-1,1.5\n", "Row 2, column counted: '1.5' is not a whole number."),
        (b"sku,counted\nPIN-1\n", "Row 2, column counted: '' is not a whole number."),
        (b"sku,counted\nPIN-1,123456789\n", "'123456789' is not a whole number."),
        (b"sku,counted\nNONE,1\n", "Row 2, column sku: 'NONE' has no stock record."),
        (b"sku,counted\nPIN-1,3\n", "3 of PIN-1, but 4 are reserved, or sold and not shipped."),
        (b"sku,counted\n\xff,1\n", "The file is not in UTF-8."),
        (b"sku,counted\nPIN-1,\x00\n", "it has NUL bytes"),
        (
            b'sku,counted\n"PIN-1,1\n' + b"x" * 200_000,
            "Row 2: a cell has more than 10000 characters.",
        ),
        (b"sku,counted\nPIN-1,10000001\n", "'10000001' is not a whole number."),
        (b"%PDF-1.7 sku,counted", "This is a PDF, not a table."),
        (b"0" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    pin: StockRecord, keeper: User, content: bytes, problem: str
) -> None:
    hold(pin, 4)
    with pytest.raises(StockTakeRefused) as refused:
        store_stock_take(name="Main", content=content, by_id=keeper.pk)
    assert any(problem in said for said in refused.value.problems)
    assert not StockTake.objects.exists()


def test_a_workbook_is_read_by_the_same_reader() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Counts")
        for place, row in enumerate([("SKU", "Counted", "Location"), ("PIN-1", 7, "main")]):
            sheet.write_row(place, 0, row)
        sheet.write(3, 0, "PIN-2")
        sheet.write(3, 1, "many")
    rows, problems = read_counts(target.getvalue())
    assert [(row.number, row.sku, row.counted) for row in rows] == [(2, "PIN-1", 7)]
    assert problems == ["Row 4, column counted: 'many' is not a whole number."]


def test_all_that_is_wrong_is_said_at_once(pin: StockRecord, keeper: User) -> None:
    with pytest.raises(StockTakeRefused) as refused:
        store_stock_take(name="Main", content=b"sku,counted\nA,1\nPIN-1,x\nB,1\n", by_id=keeper.pk)
    assert len(refused.value.problems) == 3


def test_what_is_sold_while_somebody_looks_is_not_lost(
    world: RightsWorld, pin: StockRecord, keeper: User
) -> None:
    scarf = world.product(sku="SCARF-1", stock=5).stockrecords.get()
    content = b"sku,counted\nPIN-1,8\nSCARF-1,5\n"
    stock_take = store_stock_take(name="Main", content=content, by_id=keeper.pk)
    assert [(row.sku, row.difference) for row in compare(stock_take)] == [
        ("PIN-1", -2),
        ("SCARF-1", 0),
    ]
    hold(pin, 3)
    assert apply_stock_take(stock_take=stock_take, by_id=keeper.pk)
    pin.refresh_from_db()
    assert (pin.num_in_stock, pin.num_held) == (8, 3)
    adjusted = StockMovement.objects.get(kind="ADJUSTED")
    assert (adjusted.in_stock, adjusted.reason, adjusted.by) == (-2, "stock-take Main", keeper)
    assert not StockMovement.objects.filter(kind="ADJUSTED", stock_record=scarf).exists()
    assert not apply_stock_take(stock_take=stock_take, by_id=keeper.pk)
    assert StockMovement.objects.filter(kind="ADJUSTED").count() == 1
    assert [f.name for f in check_invariants() if f.name in STOCK_RULES and not f.holds] == []


def test_a_stock_take_is_booked_whole_or_not_at_all(
    world: RightsWorld, pin: StockRecord, keeper: User
) -> None:
    world.product(sku="SCARF-1", stock=5)
    content = b"sku,counted\nSCARF-1,4\nPIN-1,2\n"
    stock_take = store_stock_take(name="Main", content=content, by_id=keeper.pk)
    hold(pin, 3)
    with pytest.raises(StockTakeRefused, match="stock_take_refused"):
        apply_stock_take(stock_take=stock_take, by_id=keeper.pk)
    assert not StockMovement.objects.filter(kind="ADJUSTED").exists()
    assert StockTake.objects.get().applied_at is None


@pytest.mark.parametrize(
    ("change", "reason", "refusal"),
    [(-7, "Lost", "below_promised"), (0, "Nothing", "no_change"), (1, " ", "no_reason")],
)
def test_an_adjustment_has_a_reason_and_leaves_what_is_promised(
    pin: StockRecord, keeper: User, change: int, reason: str, refusal: str
) -> None:
    hold(pin, 4)
    with pytest.raises(AdjustmentRefused) as refused:
        adjust_stock(stock_record=pin, change=change, reason=reason, by_id=keeper.pk)
    assert refused.value.data["reason"] == refusal
    adjust_stock(stock_record=pin, change=-6, reason="Lost", by_id=keeper.pk)
    pin.refresh_from_db()
    assert pin.net_stock_level == 0


def test_each_location_is_counted_for_itself(
    world: RightsWorld, pin: StockRecord, keeper: User
) -> None:
    osaka = LocationFactory(code="OSAKA", territory_id="JP", rank=200)
    away = world.stock(pin.product, 7, location=osaka)
    content = b"sku;location;counted\nPIN-1;OSAKA;5\nPIN-1;MAIN;11\n"
    take = store_stock_take(name="Both", content=content, by_id=keeper.pk)
    assert [(row.location, row.before, row.counted) for row in compare(take)] == [
        (osaka.name, 7, 5),
        ("Main warehouse", 10, 11),
    ]
    assert apply_stock_take(stock_take=take, by_id=keeper.pk)
    for record, counted in ((pin, 11), (away, 5)):
        record.refresh_from_db()
        assert record.num_in_stock == counted
    unnamed = store_stock_take(name="Main", content=b"sku,counted\nPIN-1,9\n", by_id=keeper.pk)
    assert apply_stock_take(stock_take=unnamed, by_id=keeper.pk)
    pin.refresh_from_db()
    assert pin.num_in_stock == 9


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            b"PIN-1,KYOTO,1",
            "Row 2, column location: 'KYOTO' isn't a location code. Use one of: MAIN, OSAKA.",
        ),
        (b"PIN-1,OSAKA,1", "Row 2, column sku: 'PIN-1' has no stock record at OSAKA."),
        (b"PIN-1,MAIN,1\nPIN-1,,1", "Row 3: 'PIN-1' at MAIN is in the file twice."),
        (b"PIN-1,MAIN,1\nPIN-1,MAIN,1", "Row 3, column sku: 'PIN-1' is in row 2 too."),
    ],
)
def test_a_location_that_is_wrong_is_named(
    pin: StockRecord, keeper: User, row: bytes, problem: str
) -> None:
    LocationFactory(code="OSAKA", territory_id="JP")
    with pytest.raises(StockTakeRefused) as refused:
        store_stock_take(name="x", content=b"sku,location,counted\n" + row, by_id=keeper.pk)
    assert refused.value.problems == [problem]


def test_without_a_main_warehouse_a_count_names_its_location(
    pin: StockRecord, keeper: User
) -> None:
    LocationFactory(code="OSAKA", territory_id="JP")
    Location.objects.filter(code="MAIN").update(code="LYON")
    with pytest.raises(StockTakeRefused) as refused:
        store_stock_take(name="x", content=b"sku,counted\nPIN-1,1\n", by_id=keeper.pk)
    assert refused.value.problems == [
        "Row 2, column location: it is empty. Use one of: LYON, OSAKA."
    ]


def test_a_count_takes_what_has_arrived_and_leaves_what_is_announced(
    world: RightsWorld, pin: StockRecord, keeper: User
) -> None:
    arrived = world.announce(pin.product, 4, ships_on=date(2027, 5, 1))
    world.announce(pin.product, 50, ships_on=date(2027, 6, 5))
    receive_lot(stock_record=arrived, came=4, by_id=keeper.pk)
    hold(pin, 9)
    take = store_stock_take(name="All", content=b"sku,counted\nPIN-1,11\n", by_id=keeper.pk)
    assert [(row.before, row.counted) for row in compare(take)] == [(14, 11)]
    assert apply_stock_take(stock_take=take, by_id=keeper.pk)
    units = StockRecord.objects.filter(product=pin.product).order_by("pk")
    assert list(units.values_list("num_in_stock", flat=True)) == [9, 2, 50]
    with pytest.raises(StockTakeRefused):
        store_stock_take(name="All", content=b"sku,counted\nPIN-1,8\n", by_id=keeper.pk)
