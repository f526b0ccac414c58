"""Addresses of a person's pages about their account."""

from django.urls import path

from shop.web.storefront.account import personal_data, recovery

urlpatterns = [
    path("accounts/factor-reset/<str:token>/", recovery.show_reset, name="factor-reset"),
    path("account/data/", personal_data.show, name="account-data"),
    path("account/data/download/", personal_data.download, name="account-data-download"),
    path("account/data/erase/", personal_data.erase, name="account-data-erase"),
]
