"""Addresses of the licensees' portal, below /licensee/; names of parts are those of its menu."""

from django.urls import path

from shop.web.licensee import choosing, overview
from shop.web.licensee.access import page

app_name = "licensee"
urlpatterns = [
    path("choose/", choosing.choose, name="choose"),
    page("", overview.show, "overview"),
]
