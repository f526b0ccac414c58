"""Addresses of the rights desk, below /rights/."""

from shop.accounts.roles import may_stop_sales
from shop.web.rights import agreements, holds, moving, overview
from shop.web.rights.access import action, page

app_name = "rights"
urlpatterns = [
    page("", overview.show, "overview"),
    page("agreements/", agreements.show_list, "agreements"),
    page("agreements/<int:pk>/", agreements.show, "agreement"),
    action("agreements/<int:pk>/<slug:name>/", moving.take, "move", check=may_stop_sales),
    page("holds/", holds.show_list, "holds"),
    action("holds/place/", holds.place, "place_hold", check=may_stop_sales),
    action("holds/<int:pk>/lift/", holds.lift, "lift_hold", check=may_stop_sales),
]
