"""Addresses of the dashboard, as Oscar names them; its other sections are not part of this shop."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from shop.web.backoffice.dashboard import (
    customers,
    disputes,
    factor_resets,
    gift_cards,
    jobs,
    markets,
    order_actions,
    orders,
    overview,
    products,
    refund_failures,
    refunds,
    selling_limits,
    stock,
    stock_records,
    tax,
)
from shop.web.backoffice.dashboard.access import form_page, page

app_name = "dashboard"
urlpatterns = [
    page("", overview.show, "index"),
    page("orders/", orders.show_list, "order-list"),
    page("orders/<str:number>/", orders.show, "order-detail"),
    form_page("orders/<str:number>/refund/", refunds.refund, "order-refund"),
    page("refunds/failed/", refund_failures.show_list, "refund-failures"),
    form_page("refunds/failed/<int:pk>/", refund_failures.settle, "refund-failure"),
    page("disputes/", disputes.show_list, "disputes"),
    page("tax/", tax.show_gaps, "tax-gaps"),
    form_page("jobs/failed/", jobs.show_list, "failed-jobs"),
    form_page("orders/<str:number>/note/", order_actions.add_note, "order-note"),
    form_page("orders/<str:number>/resend/", order_actions.resend, "order-resend"),
    page("catalogue/", products.show_list, "catalogue-product-list"),
    page("catalogue/products/<int:pk>/", products.show, "catalogue-product"),
    page("stock/", stock.show_list, "stock-list"),
    form_page("stock/<int:pk>/", stock_records.show_record, "stock-record"),
    form_page("stock/takes/", stock.show_takes, "stock-takes"),
    form_page("stock/takes/<uuid:public_id>/", stock.show_take, "stock-take"),
    page("gift-cards/", gift_cards.show_list, "gift-card-list"),
    form_page("gift-cards/new/", gift_cards.issue, "gift-card-new"),
    page("gift-cards/<uuid:public_id>/", gift_cards.show, "gift-card"),
    form_page("gift-cards/<uuid:public_id>/disable/", gift_cards.disable, "gift-card-disable"),
    page("markets/", markets.show_list, "markets"),
    form_page("markets/rates/", markets.exchange_rates, "exchange-rates"),
    form_page("markets/<slug:code>/", markets.show, "market"),
    form_page("markets/<slug:code>/delivery/new/", markets.edit_method, "delivery-method-new"),
    form_page("markets/<slug:code>/delivery/<int:pk>/", markets.edit_method, "delivery-method"),
    form_page(
        "markets/<slug:code>/delivery/<int:pk>/remove/",
        markets.remove_method,
        "delivery-method-remove",
    ),
    page("users/", customers.show_list, "users-index"),
    page("users/<int:pk>/", customers.show, "user-detail"),
    page("factor-resets/", factor_resets.show_list, "factor-reset-list"),
    form_page("factor-resets/new/", factor_resets.open_new, "factor-reset-new"),
    page("factor-resets/<uuid:public_id>/", factor_resets.show, "factor-reset"),
    form_page(
        "factor-resets/<uuid:public_id>/approve/", factor_resets.approve, "factor-reset-approve"
    ),
    form_page(
        "factor-resets/<uuid:public_id>/cancel/", factor_resets.cancel, "factor-reset-cancel"
    ),
    form_page("selling-limits/", selling_limits.show, "selling-limits"),
    path("logout/", LogoutView.as_view(next_page="/"), name="logout"),
]
