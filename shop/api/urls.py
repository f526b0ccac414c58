"""Addresses of the API."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path, register_converter
from rest_framework.views import APIView

from shop.api.v1.basket_reminder import BasketReminderChoice
from shop.api.v1.basket_vat_number import BasketVatNumber
from shop.api.v1.baskets import (
    BasketCreate,
    BasketDetail,
    BasketGiftCard,
    BasketLine,
    BasketLines,
    BasketPayment,
    BasketVoucher,
)
from shop.api.v1.licensee import LicenseeOrders, LicenseeProducts
from shop.api.v1.mail_choices import MailChoicesView
from shop.api.v1.markets import MarketList
from shop.api.v1.order_changes import OrderItemsCancellation, OrderReorder
from shop.api.v1.order_delivery import OrderDelivery
from shop.api.v1.order_documents import OrderDocument
from shop.api.v1.order_returns import OrderReturns
from shop.api.v1.orders import OrderCancellation, OrderDetail, OrderPayment, OrderPaymentSession
from shop.api.v1.products import ProductList, ProductView
from shop.api.v1.sessions import SessionTokenView
from shop.api.v1.stock import LicenseeStock
from shop.api.v1.upload_steps import (
    LicenseeUploadApply,
    LicenseeUploadCancel,
    LicenseeUploadErrors,
    LicenseeUploadPictures,
    LicenseeUploadSubmit,
    LicenseeUploadUndo,
)
from shop.api.v1.uploads import LicenseeUpload, LicenseeUploadRows, LicenseeUploads
from shop.api.views import show_docs, show_schema, unknown_address

app_name = "api"


class SkuConverter:
    """An SKU in an address."""

    regex = "[A-Za-z0-9._-]{1,64}"

    def to_python(self, value: str) -> str:
        """Return the SKU."""
        return value

    def to_url(self, value: str) -> str:
        """Return the SKU."""
        return value


register_converter(SkuConverter, "sku")
ROUTES: dict[str, tuple[str, type[APIView]]] = {
    "markets": ("markets", MarketList),
    "products": ("products", ProductList),
    "product": ("products/<sku:sku>", ProductView),
    "baskets": ("baskets", BasketCreate),
    "basket": ("baskets/<str:token>", BasketDetail),
    "basket-lines": ("baskets/<str:token>/lines", BasketLines),
    "basket-line": ("baskets/<str:token>/lines/<int:line>", BasketLine),
    "basket-voucher": ("baskets/<str:token>/voucher", BasketVoucher),
    "basket-gift-card": ("baskets/<str:token>/gift-card", BasketGiftCard),
    "basket-reminder": ("baskets/<str:token>/reminder", BasketReminderChoice),
    "basket-vat-number": ("baskets/<str:token>/vat-number", BasketVatNumber),
    "basket-payment": ("baskets/<str:token>/payment", BasketPayment),
    "order": ("orders/<str:token>", OrderDetail),
    "order-cancellation": ("orders/<str:token>/cancellation", OrderCancellation),
    "order-document": ("orders/<str:token>/documents/<uuid:public_id>", OrderDocument),
    "order-cancelled-items": ("orders/<str:token>/cancelled-items", OrderItemsCancellation),
    "order-reorder": ("orders/<str:token>/reorder", OrderReorder),
    "order-returns": ("orders/<str:token>/returns", OrderReturns),
    "order-delivery": ("orders/<str:token>/delivery", OrderDelivery),
    "order-payment": ("orders/<str:token>/payment", OrderPayment),
    "order-payment-session": ("orders/<str:token>/payment-session", OrderPaymentSession),
    "mail-choices": ("account/mail-choices", MailChoicesView),
    "session-token": ("session-token", SessionTokenView),
    "licensee-products": ("licensee/products", LicenseeProducts),
    "licensee-orders": ("licensee/orders", LicenseeOrders),
    "licensee-stock": ("licensee/stock", LicenseeStock),
    "licensee-uploads": ("licensee/uploads", LicenseeUploads),
    "licensee-upload": ("licensee/uploads/<uuid:public_id>", LicenseeUpload),
    "licensee-upload-rows": ("licensee/uploads/<uuid:public_id>/rows", LicenseeUploadRows),
    "licensee-upload-errors": ("licensee/uploads/<uuid:public_id>/errors", LicenseeUploadErrors),
    "licensee-upload-pictures": (
        "licensee/uploads/<uuid:public_id>/pictures",
        LicenseeUploadPictures,
    ),
    "licensee-upload-apply": ("licensee/uploads/<uuid:public_id>/apply", LicenseeUploadApply),
    "licensee-upload-submit": ("licensee/uploads/<uuid:public_id>/submit", LicenseeUploadSubmit),
    "licensee-upload-cancel": ("licensee/uploads/<uuid:public_id>/cancel", LicenseeUploadCancel),
    "licensee-upload-undo": ("licensee/uploads/<uuid:public_id>/undo", LicenseeUploadUndo),
}


def addresses(name: str, pattern: str, view: Callable[..., HttpResponseBase]) -> list[URLPattern]:
    """Return an address with and without a trailing slash; `reverse` gives the one without.

    Clients may use either, so a POST is never redirected to a GET.
    """
    return [path(f"v1/{pattern}/", view, name=name), path(f"v1/{pattern}", view, name=name)]


urlpatterns: list[URLPattern] = [
    *(
        address
        for name, (pattern, view) in ROUTES.items()
        for address in addresses(name, pattern, view.as_view())
    ),
    *addresses("schema", "schema", show_schema),
    *addresses("docs", "docs", show_docs),
    re_path("", unknown_address, name="unknown"),
]
