"""Where products come out of the shop, and what filters them there.

A new address, job or template must be entered here, and one that yields products needs its case in
`test_denied_products`. An entry that ends in `*` stands for a package's own addresses.
"""

LISTS = "find_products: sellable_in"
GATE = "decide_products"
ORDER = "an order's own rows; find_denied before money"
STAFF = "behind the back office's doors"

URLS = {
    "home": LISTS,
    "products": LISTS,
    "search": LISTS,
    "games-index": LISTS,
    "games": LISTS,
    "sport-index": LISTS,
    "sport": LISTS,
    "country-index": LISTS,
    "country": LISTS,
    "category": LISTS,
    "product": f"find_offer: {GATE}; alternatives by {LISTS}",
    "sitemap": "sellable_in",
    "sitemap-index": "sellable_in (counts)",
    "basket": f"quote_basket: {GATE}",
    "basket-add": f"add_to_basket: {GATE}",
    "basket-line": f"quote_basket: {GATE}",
    "basket-voucher": f"quote_basket: {GATE}",
    "basket-move": f"quote_basket: {GATE}",
    "basket-ship-to": f"quote_basket: {GATE}",
    "checkout": f"quote_basket and place_order: {GATE}, then the last guard",
    "pay": ORDER,
    "pay-return": ORDER,
    "order": ORDER,
    "order-again": f"add_to_basket: {GATE}",
    "account": ORDER,
    "account-order": ORDER,
    "stripe-webhook": f"{ORDER}: the finalizer",
    "api:products": LISTS,
    "api:product": f"find_offer: {GATE}",
    "api:baskets": f"quote_basket, add_to_basket: {GATE}",
    "api:basket": f"quote_basket, add_to_basket: {GATE}",
    "api:basket-lines": f"quote_basket, add_to_basket: {GATE}",
    "api:basket-line": f"quote_basket, add_to_basket: {GATE}",
    "api:basket-voucher": f"quote_basket: {GATE}",
    "api:basket-payment": f"place_order: {GATE}, then the last guard",
    "api:order": ORDER,
    "api:order-payment": ORDER,
    "dashboard:*": STAFF,
    "rights:*": STAFF,
    "admin:*": STAFF,
}
NO_PRODUCTS = {
    "healthz",
    "readyz",
    "api:markets",
    "api:schema",
    "api:docs",
    "market-choice",
    "account-cards",
    "not-found",
    "robots",
    "favicon.ico",
    "headless:*",
    "account_*",
    "mfa_*",
    "usersessions_*",
    "^media/(?P<path>.+)$",
}
JOBS = {
    "ordering.send_confirmation": ORDER,
    "ordering.send_cancellation": ORDER,
    "ordering.send_late_refusal": ORDER,
    "ordering.settle_event": ORDER,
    "ordering.sweep": ORDER,
    "ordering.reconcile": ORDER,
    "ordering.follow_denials": ORDER,
    "ordering.refund_late_payment": ORDER,
    "ordering.send_refund": ORDER,
}
JOBS_WITHOUT_PRODUCTS = {
    "ordering.rescue_stalled_jobs",
    "ordering.compile_closed",
    "ordering.seal_trail",
    "ordering.reconcile_balance",
    "inventory.low_stock",
    "*remove_old_jobs",
}
TEMPLATES = {
    "web/home.html",
    "web/list.html",
    "web/index.html",
    "web/product.html",
    "web/basket.html",
    "web/checkout.html",
    "web/pay.html",
    "web/order.html",
    "web/account.html",
    "web/sitemap.xml",
    "web/email/order_cancellation.*",
    "web/email/order_confirmation.*",
    "web/email/order_late_refusal.*",
    "web/email/order_refund.*",
    "web/email/low_stock.*",
    "web/parts/*",
    "oscar/dashboard/*",
    "rights/*",
}
TEMPLATES_WITHOUT_PRODUCTS = {
    "admin/*",
    "allauth/*",
    "web/base.html",
    "web/choose.html",
    "web/saved_cards.html",
    "web/errors/*",
    "web/sitemap_index.xml",
}
