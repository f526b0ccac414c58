"""Oscar's pages and the API beside them."""

from typing import Any

from django.apps import apps
from django.urls import include, path

from tools.bench.oscar_site.api import Rows

oscar: Any = apps.get_app_config("oscar")

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/rows/", Rows.as_view()),
    path("api/", include("oscarapi.urls")),
    path("", include(oscar.urls[0])),
]
