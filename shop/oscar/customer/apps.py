"""App configuration of the customer fork, and the pages about a person and their orders."""

from typing import Any

from django.urls import path
from oscar.apps.customer.apps import CustomerConfig as OscarCustomerConfig


class CustomerConfig(OscarCustomerConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.customer"

    def ready(self) -> None:
        """Skip the import of Oscar's views and receivers; `get_urls` has the pages."""

    def get_urls(self) -> list[Any]:
        """Return the URLs of the account, of orders by their link, and of stock alerts."""
        urls = [*_account_urls(), *_order_urls(), *_alert_urls()]
        return self.post_process_urls(urls)


def _account_urls() -> list[Any]:
    from allauth.account import views as account_views

    from shop.web.storefront.account import mail_choices, personal_data
    from shop.web.storefront.buying import account, address_book, order_documents, saved_cards

    documents = "account/orders/<str:order_number>/documents/<uuid:public_id>/"

    return [
        # allauth serves these addresses; Oscar's names redirect to them.
        path("accounts/login/", account_views.login, name="login"),
        path("accounts/logout/", account_views.logout, name="logout"),
        path("accounts/signup/", account_views.signup, name="register"),
        path("accounts/password/change/", account_views.password_change, name="change-password"),
        path("account/", account.show, name="summary"),
        path("account/orders/", account.show, name="order-list"),
        path("account/orders/<str:order_number>/", account.show_order, name="order"),
        path(documents, order_documents.show_by_account, name="order-document"),
        path("account/cards/", saved_cards.show, name="cards"),
        path("account/addresses/", address_book.show_list, name="address-list"),
        path("account/addresses/new/", address_book.add, name="address-create"),
        path("account/addresses/<int:pk>/", address_book.change, name="address-detail"),
        path("account/addresses/<int:pk>/act/", address_book.act, name="address-act"),
        path("account/mails/", mail_choices.show, name="mail-choices"),
        path("account/mails/alerts/", mail_choices.end_alerts, name="mail-alerts-end"),
        path("mails/<str:token>/", mail_choices.end_by_link, name="mail-end"),
        path("account/data/", personal_data.show, name="profile-view"),
        path("account/data/download/", personal_data.download, name="profile-download"),
        path("account/data/erase/", personal_data.erase, name="profile-delete"),
    ]


def _order_urls() -> list[Any]:
    """Return the URLs of an order's pages, opened by the buyer's link."""
    from shop.web.storefront.buying import (
        help as help_page,
    )
    from shop.web.storefront.buying import (
        order_cancellation,
        order_delivery,
        order_documents,
        order_search,
        orders,
        returns,
        withdrawals,
    )

    documents = "order/<str:token>/documents/<uuid:public_id>/"
    return [
        path(documents, order_documents.show_by_link, name="anon-order-document"),
        path("find-order/", order_search.ask, name="order-search"),
        path("get-help/", help_page.ask, name="help"),
        path("order/<str:token>/help/", help_page.ask_about_order, name="anon-order-help"),
        path("order/<str:token>/", orders.show, name="anon-order"),
        path("order/<str:token>/cancel/", orders.cancel, name="anon-order-cancel"),
        path(
            "order/<str:token>/cancel-items/",
            order_cancellation.cancel_lines,
            name="anon-order-cancel-items",
        ),
        path("order/<str:token>/delivery/", order_delivery.change, name="anon-order-delivery"),
        path(
            "order/<str:token>/gift-card/",
            orders.withdraw_gift_card,
            name="anon-order-card-withdraw",
        ),
        path("order/<str:token>/again/", orders.reorder, name="anon-order-again"),
        path("order/<str:token>/return/", returns.ask, name="return-request"),
        path(
            "order/<str:token>/return/<uuid:public_id>/cancel/",
            returns.cancel,
            name="return-cancel",
        ),
        path("withdraw/", withdrawals.withdraw_from_order, name="withdraw"),
        path("withdrawal/<str:token>/", withdrawals.show_receipt, name="withdrawal-receipt"),
    ]


def _alert_urls() -> list[Any]:
    """Return the URLs of Oscar's product alerts, which are back-in-stock mails."""
    from shop.web.storefront.browse import restock

    return [
        path("restock/", restock.ask, name="alert-create"),
        path("restock/<str:token>/", restock.notice, name="alerts-confirm"),
        path("restock/<str:token>/end/", restock.end, name="alerts-cancel-by-key"),
    ]
