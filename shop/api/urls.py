"""Addresses of the API."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

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
from shop.api.v1.markets import MarketList
from shop.api.v1.orders import OrderCancellation, OrderDetail, OrderPayment
from shop.api.v1.products import ProductDetail, ProductList
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

app_name = "api"
urlpatterns = [
    path("v1/markets/", MarketList.as_view(), name="markets"),
    path("v1/products/", ProductList.as_view(), name="products"),
    re_path(
        r"^v1/products/(?P<sku>[A-Za-z0-9._-]{1,64})/$", ProductDetail.as_view(), name="product"
    ),
    path("v1/baskets/", BasketCreate.as_view(), name="baskets"),
    path("v1/baskets/<str:token>/", BasketDetail.as_view(), name="basket"),
    path("v1/baskets/<str:token>/lines/", BasketLines.as_view(), name="basket-lines"),
    path("v1/baskets/<str:token>/lines/<int:line>/", BasketLine.as_view(), name="basket-line"),
    path("v1/baskets/<str:token>/voucher/", BasketVoucher.as_view(), name="basket-voucher"),
    path("v1/baskets/<str:token>/gift-card/", BasketGiftCard.as_view(), name="basket-gift-card"),
    path("v1/baskets/<str:token>/payment/", BasketPayment.as_view(), name="basket-payment"),
    path("v1/orders/<str:token>/", OrderDetail.as_view(), name="order"),
    path(
        "v1/orders/<str:token>/cancellation/",
        OrderCancellation.as_view(),
        name="order-cancellation",
    ),
    path("v1/orders/<str:token>/payment/", OrderPayment.as_view(), name="order-payment"),
    path("v1/licensee/products/", LicenseeProducts.as_view(), name="licensee-products"),
    path("v1/licensee/orders/", LicenseeOrders.as_view(), name="licensee-orders"),
    path("v1/licensee/uploads/", LicenseeUploads.as_view(), name="licensee-uploads"),
    path("v1/licensee/uploads/<uuid:public_id>/", LicenseeUpload.as_view(), name="licensee-upload"),
    *(
        path(
            f"v1/licensee/uploads/<uuid:public_id>/{name}/",
            view.as_view(),
            name=f"licensee-upload-{name}",
        )
        for name, view in {
            "rows": LicenseeUploadRows,
            "errors": LicenseeUploadErrors,
            "pictures": LicenseeUploadPictures,
            "apply": LicenseeUploadApply,
            "submit": LicenseeUploadSubmit,
            "cancel": LicenseeUploadCancel,
            "undo": LicenseeUploadUndo,
        }.items()
    ),
    path("v1/licensee/stock/", LicenseeStock.as_view(), name="licensee-stock"),
    path("v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
]
