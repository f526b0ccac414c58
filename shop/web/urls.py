"""The storefront's addresses, all under the `/{language}-{market}/` prefix."""

from django.urls import include, path

urlpatterns = [
    path("", include("shop.web.storefront.browse.urls")),
    path("", include("shop.web.storefront.buying.urls")),
    path("", include("shop.web.storefront.account.urls")),
]
