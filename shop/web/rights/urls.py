"""Addresses of the rights desk, below /rights/."""

from shop.accounts.roles import may_stop_sales, may_write_rights
from shop.web.rights import (
    agreements,
    approvals,
    calendar,
    drafting,
    held_orders,
    holds,
    moving,
    overview,
    question,
    whatif,
    where,
)
from shop.web.rights.access import action, page, sees_rights

app_name = "rights"
urlpatterns = [
    page("", overview.show, "overview"),
    page("agreements/", agreements.show_list, "agreements"),
    action("agreements/draft/", drafting.create, "draft", check=may_write_rights),
    action("agreements/<int:pk>/terms/", drafting.edit, "terms", check=may_write_rights),
    action("agreements/<int:pk>/grant/", drafting.grant, "add_grant", check=may_write_rights),
    action(
        "agreements/<int:pk>/grants/<int:number>/remove/",
        drafting.drop,
        "drop_grant",
        check=may_write_rights,
    ),
    page("calendar/", calendar.show, "calendar"),
    page("agreements/<int:pk>/", agreements.show, "agreement"),
    action("agreements/<int:pk>/<slug:name>/", moving.take, "move", check=may_stop_sales),
    page("agreements/<int:pk>/what-if/<slug:kind>/", whatif.show, "whatif"),
    page("holds/", holds.show_list, "holds"),
    action("holds/place/", holds.place, "place_hold", check=may_stop_sales),
    action("holds/<int:pk>/lift/", holds.lift, "lift_hold", check=may_stop_sales),
    page("approvals/", approvals.show_queue, "approvals"),
    action("approvals/<int:pk>/", approvals.show, "approval", check=sees_rights),
    action(
        "approvals/<int:pk>/pictures/<int:number>/withdraw/",
        approvals.hide_picture,
        "hide_picture",
        check=may_stop_sales,
    ),
    action("approvals/<int:pk>/withdraw/", approvals.withdraw, "withdraw", check=may_stop_sales),
    page("question/", question.ask, "question"),
    page("where/", where.show, "where"),
    # Paid orders that wait for a decision.
    page("held-orders/", held_orders.show, "held-orders", check=held_orders.sees_held_orders),
    action(
        "held-orders/<int:number>/",
        held_orders.decide,
        "held-order",
        check=held_orders.decides_held_orders,
    ),
]
