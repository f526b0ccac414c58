"""Addresses of the rights desk, below /rights/."""

from shop.web.rights import overview
from shop.web.rights.access import page

app_name = "rights"
urlpatterns = [
    page("", overview.show, "overview"),
]
