"""Every list of the dashboard is a file as well, with the same rows, and runs nothing."""

from io import BytesIO

from django.test import Client
from python_calamine import CalamineWorkbook

from shop.oscar.order.models import Order
from shop.web.backoffice.dashboard.list_exports import COLUMNS
from tests.dashboard.conftest import staff_with
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.models import UserFactory

PATHS = {
    "order-list": "orders/",
    "refund-failures": "refunds/failed/",
    "disputes": "disputes/",
    "work-list": "work/held/",
    "return-list": "returns/",
    "fraud-reviews": "fraud/reviews/",
    "blocks": "fraud/blocks/",
    "users-index": "users/",
    "gift-card-list": "gift-cards/",
    "catalogue-product-list": "catalogue/",
    "stock-list": "stock/",
    "staff": "staff/",
    "factor-reset-list": "factor-resets/",
}


def csv_of(client: Client, path: str) -> str:
    response = client.get(f"/dashboard/{path}{'&' if '?' in path else '?'}format=csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def xlsx_of(client: Client, path: str) -> list[list[object]]:
    response = client.get(f"/dashboard/{path}", {"format": "xlsx"})
    content = BytesIO(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()


def test_each_list_is_offered_as_a_file(staff: Client, order: Order) -> None:
    UserFactory(email="fan@example.org")
    make_gift_card()
    assert COLUMNS.keys() == PATHS.keys()
    for name, path in PATHS.items():
        assert "format=xlsx" in staff.get(f"/dashboard/{path}").text, name
        assert csv_of(staff, path).startswith("\ufeff" + COLUMNS[name][0][0])
        assert xlsx_of(staff, path)[0] == [label for label, _ in COLUMNS[name]]


def test_a_file_has_the_rows_of_the_filter(staff: Client, order: Order) -> None:
    assert order.number in csv_of(staff, "orders/?status=PENDING&q=ada")
    assert order.number not in csv_of(staff, "orders/?status=PAID")


def test_no_cell_is_run_by_a_spreadsheet(staff: Client) -> None:
    names = ("=1+1", "+49", "-1", "@SUM(A1)")
    for number, name in enumerate(names):
        UserFactory(email=f"fan-{number}@example.org", first_name=name, last_name="")
    text = csv_of(staff, "users/").replace('"', "")
    assert all(f",'{name}," in text for name in names)
    assert set(names) <= {row[1] for row in xlsx_of(staff, "users/")}


def test_a_file_needs_the_permission_of_its_list(order: Order) -> None:
    clerk = staff_with("giftcards.view_giftcard", email="clerk@example.org")
    assert clerk.get("/dashboard/orders/", {"format": "csv"}).status_code == 403
