"""OpenAPI links: the operations that can follow a response, with their parameters."""

from typing import Any


def _links(expression: str, parameter: str, operations: dict[str, str]) -> dict[str, Any]:
    return {
        operation: {
            "operationId": operation,
            "description": text,
            "parameters": {parameter: expression},
        }
        for operation, text in operations.items()
    }


BASKET = {
    "baskets_read": "Read the basket.",
    "baskets_lines_create": "Add an item.",
    "baskets_voucher_update": "Use a voucher.",
    "baskets_voucher_delete": "Remove the voucher.",
    "baskets_gift_card_update": "Use a gift card.",
    "baskets_gift_card_delete": "Remove the gift card.",
    "baskets_vat_number_update": "Enter the VAT number of a company.",
    "baskets_vat_number_delete": "Remove the VAT number.",
    "baskets_reminder_read": "Read whether its guest is reminded of it.",
    "baskets_reminder_update": "Store that its guest agrees to a reminder.",
    "baskets_reminder_delete": "Delete the agreement to a reminder.",
    "baskets_pay": "Order it.",
}
ORDER = {
    "orders_read": "Read the order.",
    "orders_payment": "Read its payment.",
    "orders_payment_session_create": "Start a payment session.",
    "orders_settle": "Update it from the payment provider.",
    "orders_cancel": "Cancel it while it is not paid.",
    "orders_cancel_items": "Cancel items of it until packing begins.",
    "orders_reorder": "Order its items again.",
    "orders_returns_read": "Read its returns and what can be returned.",
    "orders_returns_create": "Return or exchange items of it.",
    "orders_delivery_read": "Read whether its delivery can be changed.",
    "orders_delivery_update": "Change its address or delivery until packing begins.",
}
UPLOAD = {
    "licensee_upload_retrieve": "Read its progress.",
    "licensee_upload_rows_list": "List its planned rows.",
    "licensee_upload_errors": "Download the file with its problems.",
    "licensee_upload_pictures": "Upload pictures.",
    "licensee_upload_apply": "Apply it.",
    "licensee_upload_submit": "Submit its drafts.",
    "licensee_upload_cancel": "Cancel it.",
    "licensee_upload_undo": "Undo it.",
}
_LINE = {
    "baskets_lines_update": {
        "operationId": "baskets_lines_update",
        "description": "Change the quantity of the first line.",
        "parameters": {"token": "$response.body#/token", "line": "$response.body#/lines/0/id"},
    }
}
_DOCUMENT = {
    "orders_document": {
        "operationId": "orders_document",
        "description": "Download its invoice.",
        "parameters": {
            "token": "$response.body#/token",
            "public_id": "$response.body#/documents/0/id",
        },
    }
}
LINKS: dict[str, dict[str, dict[str, Any]]] = {
    "products_list": {
        "200": _links(
            "$response.body#/results/0/sku", "sku", {"products_retrieve": "Read a product."}
        )
    },
    "baskets_create": {"201": _links("$response.body#/token", "token", BASKET)},
    "baskets_lines_create": {"201": _links("$response.body#/token", "token", BASKET) | _LINE},
    "baskets_pay": {"201": _links("$response.body#/order/token", "token", ORDER)},
    "orders_read": {"200": _DOCUMENT},
    "orders_cancel": {
        "200": _links("$response.body#/basket", "token", {"baskets_read": "Read its basket."})
    },
    "licensee_uploads_create": {"202": _links("$response.body#/id", "public_id", UPLOAD)},
    "licensee_uploads_list": {"200": _links("$response.body#/results/0/id", "public_id", UPLOAD)},
}
