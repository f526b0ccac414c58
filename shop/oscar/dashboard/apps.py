"""App configuration of the dashboard: its first page, and the pages without an Oscar app."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.urls import include, path
from django.views.generic import RedirectView
from oscar.apps.dashboard.apps import DashboardConfig as OscarDashboardConfig

from shop.oscar.dashboard.page_permissions import PERMISSIONS
from shop.oscar.dashboard.permissions import NOBODY, permissions_map
from shop.web.backoffice.shared.on_use import views_of

PAGES = "shop.web.backoffice.dashboard"


class DashboardConfig(OscarDashboardConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.dashboard"
    default_permissions = NOBODY

    def ready(self) -> None:
        """Look up the apps whose pages are mounted; Oscar's own views are not imported."""
        self.orders_app: Any = apps.get_app_config("orders_dashboard")
        self.catalogue_app: Any = apps.get_app_config("catalogue_dashboard")
        self.users_app: Any = apps.get_app_config("users_dashboard")
        self.configure_permissions()

    def configure_permissions(self) -> None:
        """Set the permission of each page."""
        self.permissions_map = permissions_map(PERMISSIONS)

    def get_url_decorator(self, pattern: Any) -> Callable[..., Any] | None:
        """Redirect people who may not open the overview to their first page."""
        from shop.web.backoffice.dashboard.access import overview_or_first_page

        if pattern.name in {"index", "login"}:
            return overview_or_first_page
        return super().get_url_decorator(pattern)

    def get_urls(self) -> list[Any]:
        """Return the URLs of the dashboard and of its sub-apps."""
        from django.contrib.auth.views import LogoutView

        from shop.web.backoffice.dashboard.access import form_page, page

        components, mail_previews, overview, search, work = views_of(
            PAGES, "components", "mail_previews", "overview", "search", "work"
        )

        own = [
            page("", overview.show, "index"),
            # The whole dashboard is behind sign-in.
            page("login/", RedirectView.as_view(pattern_name="dashboard:index"), "login"),
            form_page("search/", search.show, "search"),
            page("mails/", mail_previews.show_kinds, "mail-previews"),
            page("mails/<slug:kind>/<slug:language>/", mail_previews.show_mail, "mail-preview"),
            page("mails/<slug:kind>/<slug:language>/html/", mail_previews.show_html, "mail-html"),
            page("components/", components.show, "components"),
            page("work/", work.show_first, "work"),
            form_page("work/requests/<int:pk>/", work.answer, "request"),
            page("work/files/<uuid:public_id>/", work.show_file, "request-file"),
            form_page("work/<slug:slug>/", work.show_list, "work-list"),
            path("logout/", LogoutView.as_view(next_page="/"), name="logout"),
            *_money_urls(),
            *_finance_urls(),
            *_stock_urls(),
            *_market_urls(),
            *_delivery_urls(),
            *_promotion_urls(),
            *_return_urls(),
            *_legal_urls(),
            *_content_urls(),
            *_category_urls(),
            *_person_urls(),
        ]
        return [
            *self.post_process_urls(own),
            path("catalogue/", include(self.catalogue_app.urls[0])),
            path("orders/", include(self.orders_app.urls[0])),
            path("users/", include(self.users_app.urls[0])),
        ]


def _money_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    disputes, fraud, gift_cards, gift_offers, refund_failures = views_of(
        PAGES, "disputes", "fraud", "gift_cards", "gift_offers", "refund_failures"
    )
    return [
        page("refunds/failed/", refund_failures.show_list, "refund-failures"),
        form_page("refunds/failed/<int:pk>/", refund_failures.settle, "refund-failure"),
        page("disputes/", disputes.show_list, "disputes"),
        form_page("disputes/<str:number>/", disputes.answer, "dispute"),
        form_page("disputes/<str:number>/accept/", disputes.accept, "dispute-accept"),
        page("fraud/reviews/", fraud.show_list, "fraud-reviews"),
        form_page("fraud/reviews/<int:pk>/", fraud.decide, "fraud-review"),
        page("fraud/blocks/", fraud.show_blocks, "blocks"),
        form_page("fraud/blocks/new/", fraud.block, "block-new"),
        form_page("fraud/blocks/<int:pk>/end/", fraud.end, "block-end"),
        page("gift-cards/", gift_cards.show_list, "gift-card-list"),
        form_page("gift-cards/new/", gift_cards.issue, "gift-card-new"),
        page("gift-cards/<uuid:public_id>/", gift_cards.show, "gift-card"),
        form_page("gift-cards/<uuid:public_id>/send/", gift_cards.send, "gift-card-send"),
        page("gift-cards/offers/", gift_offers.show_list, "gift-card-offers"),
        form_page("gift-cards/offers/new/", gift_offers.edit, "gift-card-offer-new"),
        form_page("gift-cards/offers/import/", gift_offers.upload, "gift-card-offer-import"),
        form_page("gift-cards/offers/<int:pk>/", gift_offers.edit, "gift-card-offer"),
        page("gift-wrap/", gift_offers.show_wraps, "gift-wrap-offers"),
        form_page("gift-wrap/new/", gift_offers.edit_wrap, "gift-wrap-offer-new"),
        form_page("gift-wrap/import/", gift_offers.upload_wraps, "gift-wrap-offer-import"),
        form_page("gift-wrap/<int:pk>/", gift_offers.edit_wrap, "gift-wrap-offer"),
        form_page("gift-cards/<uuid:public_id>/disable/", gift_cards.disable, "gift-card-disable"),
    ]


def _finance_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    differences, duties, finance, invoices, licensee_accounts, royalties, supplier_reports = (
        views_of(
            PAGES,
            "differences",
            "duties",
            "finance",
            "invoices",
            "licensee_accounts",
            "royalties",
            "supplier_reports",
        )
    )
    return [
        page("finance/invoices/", invoices.show_list, "invoices"),
        page("finance/invoices/<uuid:public_id>/", invoices.show_pdf, "invoice-pdf"),
        page("finance/duty-terms/", duties.show_terms, "duty-terms-list"),
        form_page("finance/duty-terms/new/", duties.edit_terms, "duty-terms-new"),
        form_page("finance/duty-terms/import/", duties.upload_terms, "duty-terms-import"),
        form_page("finance/duty-terms/<int:pk>/", duties.edit_terms, "duty-terms"),
        page("finance/duty-rates/", duties.show_rates, "duty-rates"),
        form_page("finance/duty-rates/new/", duties.edit_rate, "duty-rate-new"),
        form_page("finance/duty-rates/import/", duties.upload_rates, "duty-rate-import"),
        form_page("finance/duty-rates/<int:pk>/", duties.edit_rate, "duty-rate"),
        page("finance/tax/", finance.show_tax_report, "tax-report"),
        page("finance/royalties/", royalties.show, "royalties"),
        page("finance/royalties/<int:pk>/", royalties.download, "royalty-statement"),
        page("finance/sellers/", supplier_reports.show, "supplier-report"),
        form_page(
            "finance/sellers/accounts/",
            supplier_reports.download_with_accounts,
            "supplier-report-accounts",
        ),
        form_page(
            "finance/sellers/<slug:code>/", supplier_reports.edit_record_of, "supplier-tax-record"
        ),
        page("finance/bookings/", finance.show_bookings, "bookings"),
        page("finance/payouts/", finance.show_payouts, "payouts"),
        page("finance/licensees/", licensee_accounts.show_list, "licensee-accounts"),
        form_page("finance/licensees/<slug:code>/", licensee_accounts.show, "licensee-account"),
        page("finance/differences/", differences.show_list, "differences"),
        form_page("finance/differences/<int:pk>/", differences.edit, "difference"),
        page("finance/accounts/", finance.show_mappings, "account-mappings"),
        form_page("finance/accounts/new/", finance.edit_mapping, "account-mapping-new"),
        form_page("finance/accounts/<int:pk>/", finance.edit_mapping, "account-mapping"),
    ]


def _stock_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    locations, print_pages, selling_limits, stock, stock_records = views_of(
        PAGES, "locations", "print_pages", "selling_limits", "stock", "stock_records"
    )
    return [
        page("stock/", stock.show_list, "stock-list"),
        page("stock/pick-list/", print_pages.show_pick_list, "pick-list"),
        form_page("stock/<int:pk>/", stock_records.show_record, "stock-record"),
        form_page("stock/takes/", stock.show_takes, "stock-takes"),
        form_page("stock/takes/<uuid:public_id>/", stock.show_take, "stock-take"),
        page("locations/", locations.show_list, "locations"),
        form_page("locations/new/", locations.edit, "location-new"),
        form_page("locations/import/", locations.upload, "location-import"),
        form_page("locations/<slug:code>/", locations.edit, "location"),
        form_page("selling-limits/", selling_limits.show, "selling-limits"),
    ]


def _market_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    exchange_rates, jobs, launch, markets, tax = views_of(
        PAGES, "exchange_rates", "jobs", "launch", "markets", "tax"
    )
    return [
        page("launch/", launch.show_checklist, "launch"),
        page("tax/", tax.show_gaps, "tax-gaps"),
        page("tax/rates/", tax.show_rates, "tax-rates"),
        form_page("tax/rates/new/", tax.edit_rate, "tax-rate-new"),
        form_page("tax/rates/import/", tax.upload_rates, "tax-rate-import"),
        form_page("tax/rates/<int:pk>/", tax.edit_rate, "tax-rate"),
        form_page("jobs/failed/", jobs.show_list, "failed-jobs"),
        page("markets/", markets.show_list, "markets"),
        form_page("markets/rates/", exchange_rates.exchange_rates, "exchange-rates"),
        form_page("markets/rates/file/", exchange_rates.upload, "exchange-rate-file"),
        form_page("markets/new/", markets.edit, "market-new"),
        form_page("markets/import/", markets.upload, "market-import"),
        form_page("markets/<slug:code>/", markets.show, "market"),
        form_page("markets/<slug:code>/edit/", markets.edit, "market-edit"),
        page("sellers/", markets.show_sellers, "sellers"),
        form_page("sellers/new/", markets.edit_seller, "seller-new"),
        form_page("sellers/import/", markets.upload_sellers, "seller-import"),
        form_page("sellers/<slug:code>/", markets.edit_seller, "seller"),
    ]


def _delivery_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    delivery, pick_up_points, prices = views_of(PAGES, "delivery", "pick_up_points", "prices")
    methods = "markets/<slug:code>/delivery/"
    return [
        page("delivery/", delivery.show_methods, "delivery-methods"),
        form_page("delivery/import/", delivery.upload_methods, "delivery-method-import"),
        form_page(f"{methods}new/", delivery.edit_method, "delivery-method-new"),
        form_page(f"{methods}<int:pk>/", delivery.edit_method, "delivery-method"),
        form_page(f"{methods}<int:pk>/remove/", delivery.remove_method, "delivery-method-remove"),
        page("prices/", prices.show_list, "prices"),
        form_page("prices/new/", prices.edit, "price-new"),
        form_page("prices/import/", prices.upload, "price-import"),
        page("pick-up-points/", pick_up_points.show_list, "pick-up-points"),
        form_page("pick-up-points/new/", pick_up_points.edit, "pick-up-point-new"),
        form_page("pick-up-points/import/", pick_up_points.import_points, "pick-up-point-import"),
        form_page("pick-up-points/<slug:code>/", pick_up_points.edit, "pick-up-point"),
        page("carriers/", delivery.show_carriers, "carriers"),
        form_page("carriers/new/", delivery.edit_carrier, "carrier-new"),
        form_page("carriers/import/", delivery.upload_carriers, "carrier-import"),
        form_page("carriers/<slug:code>/", delivery.edit_carrier, "carrier"),
    ]


def _promotion_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    promotions, records, vouchers = views_of(PAGES, "promotions", "promotion_records", "vouchers")
    of_one = "promotions/<int:pk>/"
    return [
        page("promotions/", promotions.show_list, "promotions"),
        form_page("promotions/new/", promotions.add, "promotion-new"),
        form_page(of_one, promotions.show, "promotion"),
        form_page(f"{of_one}edit/", promotions.edit, "promotion-edit"),
        form_page(f"{of_one}end/", promotions.end, "promotion-end"),
        form_page(f"{of_one}preview/", promotions.try_basket, "promotion-preview"),
        form_page(f"{of_one}codes/new/", promotions.make_batch, "promotion-batch"),
        page(f"{of_one}codes/", promotions.export_codes, "promotion-codes"),
        page("vouchers/", vouchers.show_list, "vouchers"),
        form_page("vouchers/new/", vouchers.edit, "voucher-new"),
        form_page("vouchers/import/", vouchers.upload, "voucher-import"),
        form_page("vouchers/<str:code>/", vouchers.edit, "voucher"),
        page("customer-groups/", records.show_groups, "customer-groups"),
        form_page("customer-groups/new/", records.edit_group, "customer-group-new"),
        form_page("customer-groups/<int:pk>/", records.edit_group, "customer-group"),
        page("collections/", records.show_collections, "collections"),
        form_page("collections/new/", records.edit_collection, "collection-new"),
        form_page("collections/<int:pk>/", records.edit_collection, "collection"),
        page("minimum-prices/", records.show_minimum_prices, "minimum-prices"),
        form_page("minimum-prices/new/", records.edit_minimum_price, "minimum-price-new"),
        form_page("minimum-prices/<int:pk>/", records.edit_minimum_price, "minimum-price"),
        page("reduction-rules/", records.show_rules, "reduction-rules"),
        form_page("reduction-rules/new/", records.edit_rule, "reduction-rule-new"),
        form_page("reduction-rules/<int:pk>/", records.edit_rule, "reduction-rule"),
    ]


def _return_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    return_actions, return_policies, returns = views_of(
        PAGES, "return_actions", "return_policies", "returns"
    )
    case = "returns/<uuid:public_id>/"
    return [
        page("returns/", returns.show_list, "return-list"),
        page("return-policies/", return_policies.show_list, "return-policies"),
        form_page("return-policies/new/", return_policies.edit, "return-policy-new"),
        form_page("return-policies/import/", return_policies.upload, "return-policy-import"),
        form_page("return-policies/<int:pk>/", return_policies.edit, "return-policy"),
        form_page(
            "return-policies/<int:pk>/remove/", return_policies.remove, "return-policy-remove"
        ),
        page(case, returns.show, "return-case"),
        page("returns/photos/<uuid:public_id>/", returns.show_photo, "return-photo"),
        form_page(f"{case}approve/", return_actions.approve, "return-approve"),
        form_page(f"{case}reject/", return_actions.reject, "return-reject"),
        form_page(f"{case}cancel/", return_actions.cancel, "return-cancel"),
        form_page(f"{case}receive/", return_actions.receive, "return-receive"),
        form_page(f"{case}inspect/", return_actions.inspect, "return-inspect"),
        form_page(f"{case}refund/", return_actions.refund, "return-refund"),
        form_page(f"{case}replace/", return_actions.replace, "return-replace"),
    ]


def _legal_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    (legal,) = views_of(PAGES, "legal")
    text = "legal/<slug:code>/<slug:language>/<slug:kind>/"
    return [
        form_page("legal/", legal.show_markets, "legal-markets"),
        page("legal/versions/<int:pk>/", legal.preview, "legal-preview"),
        form_page("legal/<slug:code>/", legal.show_market, "legal-market"),
        form_page(text, legal.edit, "legal-text"),
    ]


def _content_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    content, content_files = views_of(PAGES, "content", "content_files")
    return [
        page("content/", content.show_list, "content"),
        page("content/export/", content_files.download, "content-export"),
        form_page("content/import/", content_files.upload, "content-import"),
        form_page("content/new/<slug:place>/", content.add, "content-new"),
        form_page("content/<int:pk>/", content.edit, "content-item"),
    ]


def _person_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    resets, staff = views_of(PAGES, "factor_resets", "staff")
    reset = "factor-resets/<uuid:public_id>/"
    return [
        page("factor-resets/", resets.show_list, "factor-reset-list"),
        form_page("factor-resets/new/", resets.open_new, "factor-reset-new"),
        page(reset, resets.show, "factor-reset"),
        form_page(f"{reset}approve/", resets.approve, "factor-reset-approve"),
        form_page(f"{reset}cancel/", resets.cancel, "factor-reset-cancel"),
        page("staff/", staff.show_list, "staff"),
        form_page("staff/invite/", staff.invite, "staff-invite"),
        form_page("staff/<int:pk>/", staff.show, "staff-member"),
        form_page("staff/<int:pk>/locations/", staff.limit, "staff-locations"),
        form_page("staff/<int:pk>/access/", staff.change_access, "staff-access"),
        form_page(
            "staff/invitations/<uuid:public_id>/", staff.decide_invitation, "staff-invitation"
        ),
        form_page("staff/requests/<uuid:public_id>/", staff.decide_request, "staff-request"),
    ]


def _category_urls() -> list[Any]:
    from shop.web.backoffice.dashboard.access import form_page, page

    compliance, shop_categories = views_of(PAGES, "compliance", "shop_categories")
    return [
        page("categories/", shop_categories.show_list, "shop-categories"),
        form_page("categories/new/", shop_categories.edit, "shop-category-new"),
        form_page("categories/import/", shop_categories.upload, "shop-category-import"),
        form_page("categories/<slug:slug>/", shop_categories.edit, "shop-category"),
        form_page(
            "categories/<slug:slug>/picture/",
            shop_categories.change_picture,
            "shop-category-picture",
        ),
        page("compliance/", compliance.show_list, "compliance"),
        form_page("compliance/new/", compliance.edit, "compliance-new"),
        form_page("compliance/import/", compliance.upload, "compliance-import"),
        form_page("compliance/<int:pk>/", compliance.edit, "compliance-record"),
    ]
