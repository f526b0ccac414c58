"""Addresses of the pages on which fans buy."""

from django.urls import path

from shop.web.storefront.buying import (
    account,
    address_book,
    basket,
    checkout,
    market_move,
    orders,
    payment,
    saved_cards,
)

urlpatterns = [
    path("basket/", basket.show, name="basket"),
    path("basket/add/", basket.add, name="basket-add"),
    path("basket/line/<int:line_id>/", basket.change_line, name="basket-line"),
    path("basket/voucher/", basket.change_voucher, name="basket-voucher"),
    path("basket/gift-card/", basket.change_gift_card, name="basket-gift-card"),
    path("basket/ship-to/", basket.choose_ship_to, name="basket-ship-to"),
    path("basket/move/", market_move.move, name="basket-move"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("pay/<str:token>/", payment.pay, name="pay"),
    path("pay/<str:token>/return/", payment.payment_return, name="pay-return"),
    path("order/<str:token>/", orders.show, name="order"),
    path("order/<str:token>/cancel/", orders.cancel, name="order-cancel"),
    path("order/<str:token>/payment-link/", payment.send_link, name="order-payment-link"),
    path("order/<str:token>/again/", orders.again, name="order-again"),
    path("account/", account.show, name="account"),
    path("account/cards/", saved_cards.show, name="account-cards"),
    path("account/addresses/", address_book.show_list, name="account-addresses"),
    path("account/addresses/new/", address_book.add, name="account-address-new"),
    path("account/addresses/<int:pk>/", address_book.change, name="account-address"),
    path("account/addresses/<int:pk>/act/", address_book.act, name="account-address-act"),
    path("account/orders/<str:number>/", account.show_order, name="account-order"),
]
