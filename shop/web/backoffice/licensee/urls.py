"""Addresses of the licensees' portal, below /licensee/; names of parts are those of its menu."""

from django.urls import path

from shop.identity.accounts.roles import (
    may_edit_catalog,
    may_keep_stock,
    may_manage_keys,
    may_manage_team,
    may_pack,
    may_see_sales,
    may_use_portal,
)
from shop.web.backoffice.licensee.access import action, page
from shop.web.backoffice.shared.on_use import views_of

PAGES = "shop.web.backoffice.licensee"
(
    act_as,
    agreements,
    approvals,
    catalog,
    chunked_upload,
    company,
    imports,
    invitation,
    keys,
    labels,
    notices,
    orders,
    overview,
    packing,
    preview,
    product_pictures,
    products,
    royalties,
    sales,
    search,
    sell_offs,
    stock,
    team,
) = views_of(
    PAGES,
    "act_as",
    "agreements",
    "approvals",
    "catalog",
    "chunked_upload",
    "company",
    "imports",
    "invitation",
    "keys",
    "labels",
    "notices",
    "orders",
    "overview",
    "packing",
    "preview",
    "product_pictures",
    "products",
    "royalties",
    "sales",
    "search",
    "sell_offs",
    "stock",
    "team",
)

app_name = "licensee"
urlpatterns = [
    path("choose/", act_as.choose, name="choose"),
    path("join/<str:token>/", invitation.join, name="join"),
    page("", overview.show, "overview"),
    action("search/", search.show, "search", check=may_use_portal),
    page("catalog/", catalog.show, "catalog"),
    # Editing of a single product.
    action("catalog/new/", products.create, "product_new", check=may_edit_catalog),
    page("catalog/<int:pk>/", products.show, "product"),
    page("catalog/<int:pk>/preview/", preview.show, "product_preview"),
    action("catalog/<int:pk>/edit/", products.edit, "product_edit", check=may_edit_catalog),
    action("catalog/<int:pk>/prices/", products.price, "product_prices", check=may_edit_catalog),
    action("catalog/<int:pk>/stock/", products.count, "product_stock", check=may_edit_catalog),
    action("catalog/<int:pk>/draft/", products.draft, "product_draft", check=may_edit_catalog),
    action(
        "catalog/<int:pk>/pictures/",
        product_pictures.show,
        "product_pictures",
        check=may_edit_catalog,
    ),
    action(
        "catalog/<int:pk>/pictures/<int:number>/",
        product_pictures.edit,
        "product_picture",
        check=may_edit_catalog,
    ),
    # Approvals.
    page("approvals/", approvals.show_list, "approvals"),
    page("approvals/<int:pk>/", approvals.show, "approval"),
    action("approvals/<int:pk>/comment/", approvals.comment, "comment", check=may_edit_catalog),
    action(
        "approvals/<int:pk>/conditions/<int:number>/",
        approvals.confirm,
        "confirm_condition",
        check=may_edit_catalog,
    ),
    action(
        "approvals/<int:pk>/submit/", approvals.submit, "submit_version", check=may_edit_catalog
    ),
    action(
        "approvals/<int:pk>/next/", approvals.begin_next, "next_version", check=may_edit_catalog
    ),
    action("notices/", notices.show, "notices", check=may_use_portal),
    action("notices/<int:pk>/", notices.follow, "notice", check=may_use_portal),
    action("notices/choose/", notices.choose, "choose_notices", check=may_use_portal),
    # Imports.
    page("imports/", imports.show_list, "imports", check=may_edit_catalog),
    action("imports/new/", chunked_upload.send, "import_new", check=may_edit_catalog),
    action("imports/begin/", chunked_upload.begin, "import_begin", check=may_edit_catalog),
    page("imports/template/", imports.download_template, "import_template", check=may_edit_catalog),
    page("imports/catalog/", imports.download_catalog, "import_catalog", check=may_edit_catalog),
    action("imports/<uuid:public_id>/", imports.show, "import", check=may_edit_catalog),
    *(
        action(f"imports/<uuid:public_id>/{path}/", view, name, check=may_edit_catalog)
        for path, view, name in (
            ("piece", chunked_upload.send_piece, "import_piece"),
            ("arrived", chunked_upload.arrive, "import_arrived"),
            ("pictures/begin", chunked_upload.begin_archive, "import_pictures_begin"),
            ("pictures/piece", chunked_upload.send_archive_piece, "import_pictures_piece"),
            ("pictures/arrived", chunked_upload.arrive_archive, "import_pictures_arrived"),
        )
    ),
    page(
        "imports/<uuid:public_id>/errors/",
        imports.download_errors,
        "import_errors",
        check=may_edit_catalog,
    ),
    # Orders to pack.
    page("orders/", orders.show_list, "orders", check=may_pack),
    action("orders/<str:number>/", orders.show, "order", check=may_pack),
    action("orders/<str:number>/label/", labels.show, "order_label", check=may_pack),
    action("orders/<str:number>/packing/", packing.change, "order_packing", check=may_pack),
    # Stock.
    page("stock/", stock.show_list, "stock", check=may_keep_stock),
    action("stock/<int:pk>/", stock.show, "stock_record", check=may_keep_stock),
    # Money and contracts.
    page("sales/", sales.show, "sales", check=may_see_sales),
    page("sales/royalties/", royalties.show, "royalties", check=may_see_sales),
    page("sales/royalties/<int:pk>/", royalties.download, "royalty_statement", check=may_see_sales),
    page("agreements/", agreements.show_list, "agreements"),
    page("agreements/<int:pk>/", agreements.show, "agreement"),
    page("agreements/<int:pk>/sell-off/", sell_offs.show, "sell_off", check=may_keep_stock),
    action(
        "agreements/<int:pk>/sell-off/declare/",
        sell_offs.declare,
        "declare_stock",
        check=may_keep_stock,
    ),
    # Team.
    page("team/", team.show, "team", check=may_manage_team),
    action("team/invite/", team.send_invitation, "invite", check=may_manage_team),
    action(
        "team/invitations/<int:pk>/withdraw/",
        team.withdraw,
        "withdraw_invitation",
        check=may_manage_team,
    ),
    action("team/<int:pk>/role/", team.set_role, "member_role", check=may_manage_team),
    action(
        "team/<int:pk>/deactivate/", team.deactivate_member, "deactivate", check=may_manage_team
    ),
    action(
        "team/<int:pk>/reactivate/", team.reactivate_member, "reactivate", check=may_manage_team
    ),
    # Company.
    page("company/", company.show, "company", check=may_manage_team),
    action(
        "company/documents/new/", company.upload_document, "add_document", check=may_manage_team
    ),
    page(
        "company/documents/<uuid:public_id>/",
        company.show_document,
        "company_document",
        check=may_manage_team,
    ),
    action(
        "company/documents/<uuid:public_id>/withdraw/",
        company.withdraw,
        "withdraw_document",
        check=may_manage_team,
    ),
    action("company/account/", company.change_bank_account, "bank_account", check=may_manage_team),
    action("company/tax/", company.change_tax_number, "tax_number", check=may_manage_team),
    # API keys.
    page("keys/", keys.show, "keys", check=may_manage_keys),
    action("keys/create/", keys.create, "create_key", check=may_manage_keys),
    action("keys/<int:pk>/rotate/", keys.rotate, "rotate_key", check=may_manage_keys),
    action("keys/<int:pk>/revoke/", keys.revoke, "revoke_key", check=may_manage_keys),
]
