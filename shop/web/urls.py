"""The storefront's addresses, all under the `/{language}-{market}/` prefix."""

from django.urls import include, path

urlpatterns = [
    path("", include("shop.web.browse.urls")),
    path("", include("shop.web.buying.urls")),
    path("", include("shop.web.account.urls")),
]
