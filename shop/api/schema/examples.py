"""Examples of requests and answers; the tests check each against its schema."""

from typing import Any

_PRICE = {"amount": "39.00", "currency": "EUR", "includes_tax": True}
_MARKET = {
    "code": "fr",
    "name": "France",
    "currency": "EUR",
    "languages": ["fr", "en"],
    "prices_include_tax": True,
    "home": "FR",
    "ship_to": ["FR", "MC"],
    "is_default": True,
}
_ROW = {
    "sku": "TEE-MICO",
    "title": "Milano Cortina tee",
    "url": "https://shop.example.org/en-fr/p/milano-cortina-tee/TEE-MICO/",
    "kind": "tee",
    "games": "MICO2026",
    "noc": None,
    "sport": None,
    "price": _PRICE,
    "reduction": None,
    "availability": "in_stock",
    "ships_on": None,
    "images": [
        {
            "alt": "Milano Cortina tee",
            "width": 1600,
            "height": 1600,
            "url_template": "https://shop.example.org/media/pictures/0f3a-{width}.{format}",
            "widths": [400, 800, 1600],
            "formats": ["avif", "webp", "jpg"],
        }
    ],
}
_PRODUCT = {
    **_ROW,
    "description": "<p>Cotton tee.</p>",
    "licensee": "Alpine Textiles S.r.l.",
    "origin": "IT",
    "material": "100% cotton",
    "territory": "FR",
    "unavailable_code": None,
    "available_from": None,
    "variants": [
        {
            "sku": "TEE-MICO-M",
            "size": "M",
            "color": "blue",
            "price": _PRICE,
            "reduction": None,
            "availability": "in_stock",
            "ships_on": None,
        }
    ],
}
_BASKET_TOKEN = "0199b0c2-7d1e-7c5a-9a55-0c6a3f1f7a10:5Yh0o2Yw1qk1k0mJrZVtWQ"  # noqa: S105
_ORDER_TOKEN = "0199b0c2-9f44-7e0b-8a11-5b6d7c8e9f00:7qPp3m1v9w2s8d4f6g5h0A"  # noqa: S105
_BASKET = {
    "token": _BASKET_TOKEN,
    "market": "fr",
    "territory": "FR",
    "currency": "EUR",
    "includes_tax": True,
    "lines": [
        {
            "id": 7,
            "sku": "TEE-MICO-M",
            "title": "Milano Cortina tee",
            "quantity": 1,
            "unit_price": "39.00",
            "total": "39.00",
            "in_stock": True,
            "ships_on": None,
        }
    ],
    "unavailable": [],
    "delivery": [
        {
            "code": "standard",
            "name": "Standard delivery",
            "amount": "4.90",
            "earliest": "2026-12-02",
            "latest": "2026-12-04",
            "total_minor": 4390,
            "to_pay_minor": 4390,
            "pick_up_point": None,
        }
    ],
    "chosen_delivery": "standard",
    "goods": "39.00",
    "promotions": [],
    "voucher": None,
    "gift_card": None,
    "business": None,
    "gift_wrap": None,
    "tax": "7.32",
    "tax_known": True,
    "tax_status": "calculated",
    "total": "43.90",
    "total_minor": 4390,
    "ships_on": None,
    "to_pay": "43.90",
    "to_pay_minor": 4390,
}
_ORDER = {
    "number": "S7K2-9QXF",
    "token": _ORDER_TOKEN,
    "status": "PENDING",
    "standing": "waiting_for_payment",
    "standing_text": "Waiting for payment",
    "territory": "FR",
    "currency": "EUR",
    "total": "43.90",
    "gift_card": "0.00",
    "to_pay": "43.90",
    "refunded": "0.00",
    "placed_at": "2026-11-29T09:30:00Z",
    "hold_expires_at": "2026-11-29T09:40:00Z",
    "payment_state": "CREATED",
    "decline_code": "",
    "documents": [],
    "collection": None,
    "deliveries": [
        {
            "state": "preparing",
            "state_text": "Being prepared",
            "skus": ["TEE-MICO-M"],
            "sender": "Alpine Textiles S.r.l.",
            "ships_on": None,
            "earliest": "2026-12-02",
            "latest": "2026-12-04",
            "promised_earliest": "2026-12-02",
            "promised_latest": "2026-12-04",
            "parcels": [],
        }
    ],
    "lines": [
        {
            "sku": "TEE-MICO-M",
            "title": "Milano Cortina tee",
            "quantity": 1,
            "refunded_units": 0,
            "cancellable_units": 0,
            "total": "39.00",
            "ships_on": None,
        }
    ],
}
_PAID_ORDER = {
    **_ORDER,
    "status": "PAID",
    "standing": "preparing",
    "standing_text": "Paid, being prepared",
    "payment_state": "SUCCEEDED",
}
_CANCELLED_ORDER = {
    **_ORDER,
    "status": "CANCELLED",
    "standing": "cancelled",
    "standing_text": "Cancelled",
    "payment_state": "CANCELLED",
}
_PARTLY_CANCELLED = {**_PAID_ORDER, "refunded": "39.00"}
_REORDERED = {"basket": _BASKET_TOKEN, "added": ["TEE-MICO-M"], "refused": []}
_PAYMENT = {
    "client_secret": "pi_3Q_secret_8x",
    "publishable_key": "pk_live_51",
    "amount_minor": 4390,
    "currency": "EUR",
    "status": "requires_payment_method",
    "customer": None,
    "ephemeral_key": None,
}
_PURCHASE = {
    "email": "fan@example.org",
    "country": "FR",
    "name": "Ada Martin",
    "line1": "1 rue de la Paix",
    "city": "Paris",
    "postcode": "75002",
    "delivery": "standard",
    "expected_minor": 4390,
}
_UPLOAD = {
    "id": "0199b0c2-aaaa-7bbb-8ccc-0123456789ab",
    "name": "spring.xlsx",
    "created_at": "2026-11-29T09:30:00Z",
    "state": "PLANNED",
    "counts": {"rows": 120, "created": 100, "changed": 18, "refused": 2},
    "problems": [],
    "has_pictures": False,
    "rows_done": 120,
    "rows_total": 120,
    "rows_per_second": None,
    "seconds_left": None,
}
_COUNT = {"sku": "TEE-MICO-M", "location": "MIL-1", "counted": 40}
_PACKED_ORDER = {
    "number": "S7K2-9QXF",
    "placed_at": "2026-11-29T09:30:00Z",
    "delivery": "Standard delivery",
    "delivery_code": "standard",
    "held": False,
    "gift": {"wrapped": True, "hides_prices": True, "message": "Happy birthday!"},
    "address": {
        "name": "Ada Martin",
        "line1": "1 rue de la Paix",
        "line2": "",
        "city": "Paris",
        "region": "",
        "postcode": "75002",
        "country": "FR",
        "label": ["Ada Martin", "1 rue de la Paix", "75002 PARIS", "France"],
    },
    "lines": [
        {
            "id": 31,
            "sku": "TEE-MICO-M",
            "title": "Milano Cortina tee",
            "size": "M",
            "units": 1,
            "ships_on": None,
        }
    ],
}


def _page(row: dict[str, Any]) -> dict[str, Any]:
    return {"results": [row], "next": None, "previous": None}


# (operation, status or "request") → example
EXAMPLES: dict[tuple[str, str], dict[str, Any]] = {
    ("markets_list", "200"): _page(_MARKET),
    ("products_list", "200"): _page(_ROW),
    ("products_retrieve", "200"): _PRODUCT,
    ("baskets_create", "request"): {"market": "fr", "territory": "FR"},
    ("baskets_create", "201"): _BASKET,
    ("baskets_read", "200"): _BASKET,
    ("baskets_lines_create", "request"): {"sku": "TEE-MICO-M", "quantity": 1},
    ("baskets_lines_create", "201"): _BASKET,
    ("baskets_lines_update", "request"): {"quantity": 2},
    ("baskets_voucher_update", "request"): {"code": "WELCOME10"},
    ("baskets_gift_card_update", "request"): {"code": "ABCD-EFGH-JKLM-NPQR"},
    ("baskets_reminder_update", "request"): {"email": "ada@example.org"},
    ("baskets_reminder_update", "200"): {"agreed": True},
    ("baskets_pay", "request"): _PURCHASE,
    ("baskets_pay", "201"): {"order": _ORDER, "payment": _PAYMENT},
    ("orders_read", "200"): _ORDER,
    ("orders_settle", "200"): _PAID_ORDER,
    ("orders_payment", "200"): _PAYMENT,
    ("orders_payment_session_create", "200"): _PAYMENT,
    ("orders_cancel_items", "request"): {"lines": [{"sku": "TEE-MICO-M", "quantity": 1}]},
    ("orders_cancel_items", "200"): _PARTLY_CANCELLED,
    ("orders_returns_create", "request"): {
        "lines": [{"sku": "TEE-MICO-M", "quantity": 1, "exchange_for": "TEE-MICO-XXL"}],
        "reason": "TOO_SMALL",
        "agreed_to_pay": "4.00",
    },
    ("orders_reorder", "201"): _REORDERED,
    ("orders_cancel", "200"): {
        "order": _CANCELLED_ORDER,
        "basket": _BASKET_TOKEN,
        "dropped_voucher": None,
        "dropped_gift_card": None,
    },
    ("licensee_uploads_create", "202"): _UPLOAD,
    ("licensee_uploads_list", "200"): _page(_UPLOAD),
    ("licensee_upload_retrieve", "200"): {**_UPLOAD, "problem_groups": []},
    ("licensee_stock_set", "request"): {"counts": [_COUNT]},
    ("licensee_stock_set", "200"): {"counts": [{**_COUNT, "before": 38, "change": 2}]},
    ("licensee_orders_list", "200"): _page(_PACKED_ORDER),
}
