"""Addresses of a person's pages about their account."""

from django.urls import path

from shop.web.account import recovery

urlpatterns = [
    path("accounts/factor-reset/<str:token>/", recovery.show_reset, name="factor-reset"),
]
