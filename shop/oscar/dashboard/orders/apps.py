"""App configuration of the dashboard of orders."""

from typing import Any

from oscar.apps.dashboard.orders.apps import OrdersDashboardConfig as OscarOrdersDashboardConfig

from shop.oscar.dashboard.permissions import NOBODY, permissions_map
from shop.web.backoffice.shared.on_use import views_of

PAGES = "shop.web.backoffice.dashboard"
(
    cancellation,
    card_withdrawal,
    delivery_change,
    hand_overs,
    money_actions,
    order_actions,
    orders,
    orders_together,
    parcels,
    phone_orders,
    print_pages,
    refunds,
    return_opening,
    work,
) = views_of(
    PAGES,
    "cancellation",
    "card_withdrawal",
    "delivery_change",
    "hand_overs",
    "money_actions",
    "order_actions",
    "orders",
    "orders_together",
    "parcels",
    "phone_orders",
    "print_pages",
    "refunds",
    "return_opening",
    "work",
)


class OrdersDashboardConfig(OscarOrdersDashboardConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.dashboard.orders"
    default_permissions = NOBODY

    def ready(self) -> None:
        """Skip the import of Oscar's views; `get_urls` has the pages."""
        self.configure_permissions()

    def configure_permissions(self) -> None:
        """Set the permission of each page."""
        self.permissions_map = permissions_map(
            {
                "order-list": "order.view_order",
                "order-detail": "order.view_order",
                "orders-together": "order.view_order",
                "orders-slips": "order.view_order",
                "order-refund": "payments.add_refund",
                "order-amount-refund": "payments.add_refund",
                "order-goodwill": "giftcards.add_giftcard",
                "order-gift-card": "payments.add_refund",
                "order-request": "casework.change_buyerrequest",
                "order-slip": "order.view_order",
                "order-customs": "order.view_order",
                "phone-order": "order.change_order",
                "order-tags": "casework.add_ordertag",
                "order-mail-resend": "ordering.change_outgoingmessage",
                "order-refund-mail-resend": "ordering.change_outgoingmessage",
                "order-note": "ordering.add_staffnote",
                "order-resend": "ordering.change_outgoingmessage",
                "order-cancel": "order.change_order",
                "order-packing": "order.change_order|fulfillment.add_shipment",
                "order-ship": "fulfillment.add_shipment",
                "order-label": "fulfillment.add_shipment",
                "order-collection": "order.change_order|fulfillment.add_shipment",
                "order-delivery": "order.change_order",
                "parcel-delivered": "order.change_order",
                "order-return": "returns.add_returncase",
            }
        )

    def get_urls(self) -> list[Any]:
        """Return the URLs of the list of orders, the order page, and actions on an order."""
        from shop.web.backoffice.dashboard.access import form_page, page

        urls = [
            page("", orders.show_list, "order-list"),
            form_page("together/", orders_together.act, "orders-together"),
            page("slips/", orders_together.show_slips, "orders-slips"),
            form_page("new/", phone_orders.place, "phone-order"),
            page("<str:number>/", orders.show, "order-detail"),
            form_page("<str:number>/refund/", refunds.refund, "order-refund"),
            form_page("<str:number>/amount/", money_actions.refund, "order-amount-refund"),
            form_page("<str:number>/gift-card/", card_withdrawal.withdraw, "order-gift-card"),
            form_page("<str:number>/goodwill/", money_actions.give_goodwill, "order-goodwill"),
            form_page("<str:number>/request/", work.record, "order-request"),
            page("<str:number>/slip/", print_pages.show_packing_slip, "order-slip"),
            page("<str:number>/customs/", print_pages.show_customs_form, "order-customs"),
            form_page("<str:number>/tags/", order_actions.change_tags, "order-tags"),
            form_page(
                "<str:number>/mails/<int:pk>/", order_actions.resend_mail, "order-mail-resend"
            ),
            form_page(
                "<str:number>/refunds/<int:pk>/mail/",
                order_actions.resend_refund,
                "order-refund-mail-resend",
            ),
            form_page("<str:number>/note/", order_actions.add_note, "order-note"),
            form_page("<str:number>/resend/", order_actions.resend, "order-resend"),
            form_page("<str:number>/cancel/", cancellation.cancel, "order-cancel"),
            form_page("<str:number>/collection/", hand_overs.collect, "order-collection"),
            form_page("<str:number>/delivery/", delivery_change.change, "order-delivery"),
            form_page("<str:number>/packing/", parcels.pack, "order-packing"),
            form_page("<str:number>/ship/", parcels.ship, "order-ship"),
            form_page("<str:number>/label/", parcels.show_label, "order-label"),
            form_page(
                "<str:number>/parcels/<uuid:public_id>/delivered/",
                parcels.deliver,
                "parcel-delivered",
            ),
            form_page("<str:number>/return/", return_opening.open_new, "order-return"),
        ]
        return self.post_process_urls(urls)
