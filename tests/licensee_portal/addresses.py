"""The addresses of the portal, who opens them, and rows of a licensee to open them for."""

from collections.abc import Mapping

from catalog.approvals.conditions import NewCondition
from catalog.approvals.decisions import find_holders
from catalog.approvals.stages import decide_stage
from catalog.models import (
    ApprovalCondition,
    Product,
    ProductImage,
    ProductVersion,
)
from licensing.models import Agreement, Licensee
from shop.identity.accounts.models import User
from shop.identity.notices.models import Notice
from shop.identity.onboarding.models import CompanyDocument
from shop.identity.onboarding.services import add_document
from shop.identity.team.invitations import invite
from shop.identity.team.keys import create_key
from shop.identity.team.models import Invitation
from shop.identity.tenancy import acting_for
from shop.imports.services import begin_import, receive_chunk
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tools.testing.factories.models import UserFactory
from tools.testing.factories.reviews import waiting

OPEN, SHUT, GONE, AWAY, UNFIT = 200, 403, 404, 302, 422
ROLES = ("owner", "catalog", "logistics", "finance")
# Roles that open the page: owner, catalog, logistics, finance.
EVERYBODY = (OPEN, OPEN, OPEN, OPEN)
OWNERS = (OPEN, SHUT, SHUT, SHUT)
PACKERS = (OPEN, SHUT, OPEN, SHUT)
PACKING_STEP = (AWAY, SHUT, AWAY, SHUT)  # a POST does it; a GET leads back to its page
CATALOG = (OPEN, OPEN, SHUT, SHUT)
CATALOG_SENDING = (UNFIT, UNFIT, SHUT, SHUT)  # for scripts: a GET sends nothing that fits
CATALOG_UNREAD = (GONE, GONE, SHUT, SHUT)  # a table that was not read has no file of errors
MONEY = (OPEN, SHUT, SHUT, OPEN)
CATALOG_STEP = (AWAY, AWAY, SHUT, SHUT)  # a POST does it; a GET leads back to its page
LISTED: Mapping[str, tuple[int, ...]] = {
    "overview": EVERYBODY,
    "catalog": EVERYBODY,
    "product": EVERYBODY,
    "product_preview": EVERYBODY,
    "product_new": CATALOG,
    "product_edit": CATALOG,
    "product_prices": CATALOG,
    "product_stock": CATALOG,
    "product_draft": CATALOG_STEP,
    "product_pictures": CATALOG,
    "product_picture": CATALOG,
    "agreements": EVERYBODY,
    "search": EVERYBODY,
    "agreement": EVERYBODY,
    "approvals": EVERYBODY,
    "approval": EVERYBODY,
    "comment": CATALOG,
    "confirm_condition": CATALOG_STEP,
    "submit_version": CATALOG_STEP,
    "next_version": CATALOG_STEP,
    "notices": EVERYBODY,
    "notice": (GONE, GONE, GONE, GONE),  # it is of one person
    "choose_notices": (AWAY, AWAY, AWAY, AWAY),  # a POST saves it; a GET leads back to its page
    "imports": CATALOG,
    "import_new": CATALOG,
    "import_begin": CATALOG_SENDING,
    "import_template": CATALOG,
    "import_catalog": CATALOG,
    "import": CATALOG,
    "import_piece": CATALOG_SENDING,
    "import_arrived": CATALOG_SENDING,
    "import_pictures_begin": CATALOG_SENDING,
    "import_pictures_piece": CATALOG_SENDING,
    "import_pictures_arrived": CATALOG_SENDING,
    "import_errors": CATALOG_UNREAD,
    "orders": PACKERS,
    "order": PACKERS,
    "order_packing": PACKING_STEP,
    "order_label": PACKING_STEP,
    "stock": PACKERS,
    "stock_record": PACKERS,
    "sell_off": PACKERS,
    "declare_stock": PACKERS,
    "sales": MONEY,
    "royalties": MONEY,
    "royalty_statement": MONEY,
    "company": OWNERS,
    "add_document": OWNERS,
    "company_document": OWNERS,
    "withdraw_document": OWNERS,
    "bank_account": OWNERS,
    "tax_number": OWNERS,
    "team": OWNERS,
    "invite": OWNERS,
    "withdraw_invitation": OWNERS,
    "member_role": OWNERS,
    "deactivate": OWNERS,
    "reactivate": OWNERS,
    "keys": OWNERS,
    "create_key": OWNERS,
    "rotate_key": OWNERS,
    "revoke_key": OWNERS,
    "choose": (SHUT, SHUT, SHUT, SHUT),
    "join": EVERYBODY,  # anybody with the link
}
# Addresses of one row: another licensee's does not exist, whether it is read or written.
ABOUT_ROWS = {
    "product",
    "product_preview",
    "product_edit",
    "product_prices",
    "product_stock",
    "product_draft",
    "product_pictures",
    "product_picture",
    "agreement",
    "royalty_statement",
    "sell_off",
    "declare_stock",
    "order",
    "order_packing",
    "order_label",
    "stock_record",
    "company_document",
    "withdraw_document",
    "withdraw_invitation",
    "member_role",
    "deactivate",
    "reactivate",
    "rotate_key",
    "revoke_key",
    "import",
    "import_piece",
    "import_arrived",
    "import_pictures_begin",
    "import_pictures_piece",
    "import_pictures_arrived",
    "import_errors",
    "approval",
    "comment",
    "confirm_condition",
    "submit_version",
    "next_version",
    "notice",
}
CSV = (
    "catalog",
    "import_catalog",
    "agreements",
    "agreement",
    "orders",
    "sell_off",
    "stock",
    "sales",
    "royalties",
)
# Route of the API for licensees: method and scope.
API: Mapping[str, Mapping[str, str]] = {
    "licensee-products": {"get": "catalog:read"},
    "licensee-orders": {"get": "orders:read"},
    "licensee-uploads": {"get": "catalog:write", "post": "catalog:write"},
    "licensee-upload": {"get": "catalog:write"},
    "licensee-upload-rows": {"get": "catalog:write"},
    "licensee-upload-errors": {"get": "catalog:write"},
    "licensee-upload-pictures": {"post": "catalog:write"},
    "licensee-upload-apply": {"post": "catalog:write"},
    "licensee-upload-submit": {"post": "catalog:write"},
    "licensee-upload-cancel": {"post": "catalog:write"},
    "licensee-upload-undo": {"post": "catalog:write"},
    "licensee-stock": {"post": "stock:write"},
}
# Routes about an upload: a foreign one does not exist, whoever's key it is.
UPLOADS = {name for name in API if name.startswith("licensee-upload")}
STOCK = "licensee-stock"  # what it takes is tried in `test_api_stock`
PORTAL_ROUTE, API_ROUTE = "licensee/", "v1/licensee/"


def rows_of(licensee: Licensee, order: Order) -> dict[str, str]:
    """Return an address of a row of the licensee's own, by name."""
    with acting_for(licensee.pk):
        by = UserFactory(role=User.Role.LICENSEE, licensee=licensee)
        invitation = invite(licensee=licensee, email="ida@example.org", role="owner", by_id=by.pk)
        key, _ = create_key(
            licensee=licensee, name="Secret name", scopes=["catalog:read"], by_id=by.pk
        )
        catalog_import = begin_import(licensee=licensee, by_id=by.pk, name="articles.csv", size=5)
        catalog_import = receive_chunk(catalog_import=catalog_import, offset=0, content=b"a,b\r\n")
        document = document_of(licensee, by)
    agreement = Agreement.objects.filter(licensee=licensee).latest("pk")
    version, condition = conditioned(licensee, order)
    notice = Notice.objects.create(user=by, code="released", link="/licensee/", key="notice")
    review = f"/licensee/approvals/{version.pk}/"
    record = StockRecord.objects.get(product__licensee=licensee)
    product, picture = record.product, picture_of(record.product)
    one = f"/licensee/catalog/{product.pk}"
    imported = f"/licensee/imports/{catalog_import.public_id}/"
    return {
        "product": f"{one}/",
        "product_preview": f"{one}/preview/",
        "product_edit": f"{one}/edit/",
        "product_prices": f"{one}/prices/",
        "product_stock": f"{one}/stock/",
        "product_draft": f"{one}/draft/",
        "product_pictures": f"{one}/pictures/",
        "product_picture": f"{one}/pictures/{picture.pk}/",
        "agreement": f"/licensee/agreements/{agreement.pk}/",
        "sell_off": f"/licensee/agreements/{agreement.pk}/sell-off/",
        "declare_stock": f"/licensee/agreements/{agreement.pk}/sell-off/declare/",
        "royalty_statement": f"/licensee/sales/royalties/{agreement.pk}/",
        "order": f"/licensee/orders/{order.number}/",
        "order_packing": f"/licensee/orders/{order.number}/packing/",
        "order_label": f"/licensee/orders/{order.number}/label/",
        "stock_record": f"/licensee/stock/{record.pk}/",
        "company_document": f"/licensee/company/documents/{document.public_id}/",
        "withdraw_document": f"/licensee/company/documents/{document.public_id}/withdraw/",
        "withdraw_invitation": f"/licensee/team/invitations/{invitation.pk}/withdraw/",
        "member_role": f"/licensee/team/{by.pk}/role/",
        "deactivate": f"/licensee/team/{by.pk}/deactivate/",
        "reactivate": f"/licensee/team/{by.pk}/reactivate/",
        "rotate_key": f"/licensee/keys/{key.pk}/rotate/",
        "revoke_key": f"/licensee/keys/{key.pk}/revoke/",
        "import": imported,
        "import_piece": f"{imported}piece/",
        "import_arrived": f"{imported}arrived/",
        "import_pictures_begin": f"{imported}pictures/begin/",
        "import_pictures_piece": f"{imported}pictures/piece/",
        "import_pictures_arrived": f"{imported}pictures/arrived/",
        "import_errors": f"{imported}errors/",
        "approval": review,
        "comment": f"{review}comment/",
        "confirm_condition": f"{review}conditions/{condition.pk}/",
        "submit_version": f"{review}submit/",
        "next_version": f"{review}next/",
        "notice": f"/licensee/notices/{notice.pk}/",
    }


def document_of(licensee: Licensee, by: User) -> CompanyDocument:
    """Return a paper that the licensee has handed in."""
    return add_document(
        licensee=licensee,
        kind="contract",
        name="contract.pdf",
        content=b"%PDF-",
        valid_until=None,
        by=by,
    )


def picture_of(product: Product) -> ProductImage:
    """Return a picture of a draft of the product."""
    number = 1 + product.versions.count()
    version = ProductVersion.objects.create(product=product, number=number, content_hash="0" * 64)
    digest = f"{product.pk:064x}"
    return ProductImage.every.create(
        product=product, version=version, published=False, source_sha256=digest
    )


def conditioned(licensee: Licensee, order: Order) -> tuple[ProductVersion, ApprovalCondition]:
    """Return a version of the licensee's that waits, approved at a stage on a condition."""
    bought = order.lines.values("product")
    product = Product.objects.get(pk__in=bought, licensee=licensee)
    version = waiting(product)
    decide_stage(
        version=version,
        holder=find_holders(version)[0],
        stage="DESIGN",
        verdict="APPROVED",
        by_id=UserFactory().pk,
        at=database_now(),
        attached=[NewCondition("Secret condition", before_release=True)],
    )
    return version, ApprovalCondition.objects.get(approval__version=version)


def addresses_of(licensee: Licensee, order: Order) -> dict[str, str]:
    """Return an address for every name."""
    from shop.identity.team.invitations import invitation_token

    rows = rows_of(licensee, order)
    with acting_for(licensee.pk):
        token = invitation_token(Invitation.objects.get())
    return rows | {
        "overview": "/licensee/",
        "catalog": "/licensee/catalog/",
        "product_new": "/licensee/catalog/new/",
        "agreements": "/licensee/agreements/",
        "search": "/licensee/search/",
        "approvals": "/licensee/approvals/",
        "notices": "/licensee/notices/",
        "choose_notices": "/licensee/notices/choose/",
        "orders": "/licensee/orders/",
        "imports": "/licensee/imports/",
        "import_new": "/licensee/imports/new/",
        "import_begin": "/licensee/imports/begin/",
        "import_template": "/licensee/imports/template/",
        "import_catalog": "/licensee/imports/catalog/",
        "stock": "/licensee/stock/",
        "sales": "/licensee/sales/",
        "royalties": "/licensee/sales/royalties/",
        "company": "/licensee/company/",
        "add_document": "/licensee/company/documents/new/",
        "bank_account": "/licensee/company/account/",
        "tax_number": "/licensee/company/tax/",
        "team": "/licensee/team/",
        "invite": "/licensee/team/invite/",
        "keys": "/licensee/keys/",
        "create_key": "/licensee/keys/create/",
        "choose": "/licensee/choose/",
        "join": f"/licensee/join/{token}/",
    }
