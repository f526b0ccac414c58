"""The addresses of the portal, who opens them, and rows of a licensee to open them for."""

from collections.abc import Mapping

from catalog.approvals.conditions import NewCondition
from catalog.approvals.decisions import holders_of
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
from shop.identity.team.invitations import invite
from shop.identity.team.keys import create_key
from shop.identity.team.models import Invitation
from shop.identity.tenancy import acting_for
from shop.imports.services import begin_upload, receive
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tools.testing.factories.models import UserFactory
from tools.testing.factories.reviews import waiting

OPEN, SHUT, GONE, AWAY, UNFIT = 200, 403, 404, 302, 422
ROLES = ("owner", "catalog", "logistics", "finance")
# Who opens the page: owner, catalogue, logistics, finance.
EVERYBODY = (OPEN, OPEN, OPEN, OPEN)
OWNERS = (OPEN, SHUT, SHUT, SHUT)
PACKERS = (OPEN, SHUT, OPEN, SHUT)
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
    "uploads": CATALOG,
    "upload_new": CATALOG,
    "upload_begin": CATALOG_SENDING,
    "upload_template": CATALOG,
    "upload_catalog": CATALOG,
    "upload": CATALOG,
    "upload_piece": CATALOG_SENDING,
    "upload_arrived": CATALOG_SENDING,
    "upload_pictures_begin": CATALOG_SENDING,
    "upload_pictures_piece": CATALOG_SENDING,
    "upload_pictures_arrived": CATALOG_SENDING,
    "upload_errors": CATALOG_UNREAD,
    "orders": PACKERS,
    "order": PACKERS,
    "stock": PACKERS,
    "stock_record": PACKERS,
    "sales": MONEY,
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
    "join": EVERYBODY,  # whoever has the link
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
    "order",
    "stock_record",
    "withdraw_invitation",
    "member_role",
    "deactivate",
    "reactivate",
    "rotate_key",
    "revoke_key",
    "upload",
    "upload_piece",
    "upload_arrived",
    "upload_pictures_begin",
    "upload_pictures_piece",
    "upload_pictures_arrived",
    "upload_errors",
    "approval",
    "comment",
    "confirm_condition",
    "submit_version",
    "next_version",
    "notice",
}
CSV = ("catalog", "upload_catalog", "agreements", "agreement", "orders", "stock", "sales")
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
        upload = begin_upload(licensee=licensee, by_id=by.pk, name="articles.csv", size=5)
        upload = receive(upload=upload, offset=0, content=b"a,b\r\n")
    agreement = Agreement.objects.filter(licensee=licensee).latest("pk")
    version, condition = conditioned(licensee, order)
    notice = Notice.objects.create(user=by, code="released", link="/licensee/", key="notice")
    review = f"/licensee/approvals/{version.pk}/"
    record = StockRecord.objects.get(product__licensee=licensee)
    product, picture = record.product, picture_of(record.product)
    one = f"/licensee/catalog/{product.pk}"
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
        "order": f"/licensee/orders/{order.number}/",
        "stock_record": f"/licensee/stock/{record.pk}/",
        "withdraw_invitation": f"/licensee/team/invitations/{invitation.pk}/withdraw/",
        "member_role": f"/licensee/team/{by.pk}/role/",
        "deactivate": f"/licensee/team/{by.pk}/deactivate/",
        "reactivate": f"/licensee/team/{by.pk}/reactivate/",
        "rotate_key": f"/licensee/keys/{key.pk}/rotate/",
        "revoke_key": f"/licensee/keys/{key.pk}/revoke/",
        "upload": f"/licensee/uploads/{upload.public_id}/",
        "upload_piece": f"/licensee/uploads/{upload.public_id}/piece/",
        "upload_arrived": f"/licensee/uploads/{upload.public_id}/arrived/",
        "upload_pictures_begin": f"/licensee/uploads/{upload.public_id}/pictures/begin/",
        "upload_pictures_piece": f"/licensee/uploads/{upload.public_id}/pictures/piece/",
        "upload_pictures_arrived": f"/licensee/uploads/{upload.public_id}/pictures/arrived/",
        "upload_errors": f"/licensee/uploads/{upload.public_id}/errors/",
        "approval": review,
        "comment": f"{review}comment/",
        "confirm_condition": f"{review}conditions/{condition.pk}/",
        "submit_version": f"{review}submit/",
        "next_version": f"{review}next/",
        "notice": f"/licensee/notices/{notice.pk}/",
    }


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
        holder=holders_of(version)[0],
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
        "approvals": "/licensee/approvals/",
        "notices": "/licensee/notices/",
        "choose_notices": "/licensee/notices/choose/",
        "orders": "/licensee/orders/",
        "uploads": "/licensee/uploads/",
        "upload_new": "/licensee/uploads/new/",
        "upload_begin": "/licensee/uploads/begin/",
        "upload_template": "/licensee/uploads/template/",
        "upload_catalog": "/licensee/uploads/catalog/",
        "stock": "/licensee/stock/",
        "sales": "/licensee/sales/",
        "team": "/licensee/team/",
        "invite": "/licensee/team/invite/",
        "keys": "/licensee/keys/",
        "create_key": "/licensee/keys/create/",
        "choose": "/licensee/choose/",
        "join": f"/licensee/join/{token}/",
    }
