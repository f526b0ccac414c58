"""Groups of permissions by kind of work, so that an administrator assigns one group to a person.

Missing groups are created after each migration. Existing groups are left unchanged, because an
administrator may have edited them.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission

from shop.identity.accounts.models import User

OFFICER = "write_rights"  # who has it can be one of the two people who agree
RIGHTS_OFFICERS, BRAND_APPROVERS = "Rights officers", "Brand approvers"

ROLE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "Customer service": (
        "order.view_order",
        "order.change_order",
        "accounts.view_user",
        "catalogue.view_product",
        "partner.view_stockrecord",
        "giftcards.view_giftcard",
        "ordering.add_staffnote",
        "ordering.change_outgoingmessage",
        "casework.add_ordertag",
        "returns.view_returncase",
        "returns.add_returncase",
        "returns.change_returncase",
        "casework.change_buyerrequest",
        "casework.add_workowner",
    ),
    "Duties": (
        "duties.view_dutyterms",
        "duties.add_dutyterms",
        "duties.change_dutyterms",
        "duties.view_dutyrate",
        "duties.add_dutyrate",
        "duties.change_dutyrate",
    ),
    "Accounting": (
        "order.view_order",
        "invoices.view_taxdocument",
        "invoices.view_accountmapping",
        "invoices.add_accountmapping",
        "invoices.change_accountmapping",
        "invoices.change_suppliertaxrecord",
        "casework.change_bookdifference",
        "onboarding.view_bankdetails",
    ),
    "Refunds": (
        "order.view_order",
        "payments.add_refund",
        "payments.view_dispute",
        "casework.add_ordertag",
        "returns.view_returncase",
        "casework.add_blockentry",
        "payments.change_dispute",
        "casework.add_workowner",
    ),
    "Tax": ("markets.view_taxrate", "markets.add_taxrate", "markets.change_taxrate"),
    "Background jobs": ("procrastinate.change_procrastinatejob",),
    "Gift cards": (
        "giftcards.view_giftcard",
        "giftcards.add_giftcard",
        "giftcards.change_giftcard",
    ),
    "Warehouse": (
        "catalogue.view_product",
        "partner.view_stockrecord",
        "partner.change_stockrecord",
        "inventory.add_stocktake",
        "inventory.view_location",
        "returns.view_returncase",
        "returns.add_inspectedunits",
        "casework.add_workowner",
    ),
    "Packing": (
        "order.view_order",
        "fulfillment.add_shipment",
        "partner.view_stockrecord",
        "casework.add_workowner",
    ),
    "Returns": (
        "order.view_order",
        "returns.view_returncase",
        "returns.add_returncase",
        "returns.change_returncase",
        "returns.add_inspectedunits",
        "payments.add_refund",
    ),
    "Marketing": (
        "catalogue.view_product",
        "vouchers.view_voucher",
        "vouchers.add_voucher",
        "vouchers.change_voucher",
        "ordering.change_defaultlimit",
        "content.view_contentitem",
        "content.add_contentitem",
        "content.change_contentitem",
        "content.publish_content",
    ),
    "Promotions": (
        "offer.view_conditionaloffer",
        "offer.add_conditionaloffer",
        "offer.change_conditionaloffer",
        "offer.view_range",
        "offer.add_range",
        "offer.change_range",
        "promotions.view_customergroup",
        "promotions.add_customergroup",
        "promotions.change_customergroup",
        "promotions.view_minimumprice",
        "promotions.add_minimumprice",
        "promotions.change_minimumprice",
        "promotions.view_reductionrule",
        "promotions.add_reductionrule",
        "promotions.change_reductionrule",
    ),
    "Exchange rates": ("royalties.view_fxrate", "royalties.add_fxrate"),
    "Markets and delivery": (
        "markets.view_market",
        "markets.add_market",
        "markets.change_market",
        "markets.view_taxrate",
        "markets.add_taxrate",
        "markets.change_taxrate",
        "markets.view_sellingentity",
        "markets.add_sellingentity",
        "markets.change_sellingentity",
        "inventory.view_location",
        "inventory.add_location",
        "inventory.change_location",
        "fulfillment.view_deliverymethod",
        "fulfillment.add_deliverymethod",
        "fulfillment.change_deliverymethod",
        "fulfillment.delete_deliverymethod",
        "fulfillment.view_carrier",
        "fulfillment.add_carrier",
        "fulfillment.change_carrier",
        "legal.view_legaltext",
        "legal.add_legaltext",
        "legal.change_legaltext",
        "pricing.view_marketprice",
        "pricing.add_marketprice",
        "returns.view_returnpolicy",
        "returns.add_returnpolicy",
        "returns.change_returnpolicy",
        "returns.delete_returnpolicy",
        "royalties.view_fxrate",
        "royalties.add_fxrate",
    ),
    "Gift offers": (
        "promotions.view_giftwrapoffer",
        "promotions.add_giftwrapoffer",
        "promotions.change_giftwrapoffer",
        "giftcards.view_giftcardoffer",
        "giftcards.add_giftcardoffer",
        "giftcards.change_giftcardoffer",
    ),
    "Licensee support: read": ("sourcing.act_for_licensees", "catalogue.view_product"),
    "Licensee support: catalog": (
        "sourcing.act_for_licensees",
        "accounts.edit_catalogs_of_licensees",
        "sourcing.view_catalogimport",
        "sourcing.add_catalogimport",
        "sourcing.change_catalogimport",
    ),
    "Licensee support: fulfillment": (
        "sourcing.act_for_licensees",
        "accounts.fulfill_for_licensees",
    ),
    "Licensee support: money": ("sourcing.act_for_licensees", "accounts.see_money_of_licensees"),
    "Licensee support: team": ("sourcing.act_for_licensees", "accounts.manage_teams_of_licensees"),
    "Licensee support: API keys": (
        "sourcing.act_for_licensees",
        "accounts.manage_keys_of_licensees",
    ),
    "Account recovery: request": ("accounts.view_factorreset", "accounts.add_factorreset"),
    "Account recovery: approve": (
        "accounts.view_factorreset",
        "accounts.approve_factorreset",
        "accounts.change_factorreset",
    ),
    "Catalog": (
        "catalogue.view_product",
        "catalogue.view_category",
        "catalogue.add_category",
        "catalogue.change_category",
        "catalogue.view_compliancerecord",
        "catalogue.add_compliancerecord",
        "catalogue.change_compliancerecord",
    ),
    "Selling limits": ("ordering.change_defaultlimit",),
    "Rights: read all": ("accounts.see_all_rights",),
    RIGHTS_OFFICERS: (
        "accounts.see_rights_of_own_holder",
        "accounts.write_rights",
        "accounts.stop_sales",
        "accounts.record_consents",
        "accounts.rule_for_holders",
        "accounts.suspend_licensees",
    ),
    BRAND_APPROVERS: (
        "accounts.see_rights_of_own_holder",
        "accounts.approve_products",
        "accounts.stop_sales",
        "accounts.suspend_licensees",
    ),
    "Search": (
        "catalogue.view_searchsynonym",
        "catalogue.add_searchsynonym",
        "catalogue.change_searchsynonym",
        "catalogue.delete_searchsynonym",
    ),
}


def gains_guarded_powers(user: User, powers: Mapping[str, Any]) -> bool:
    """Return whether new values of an account make an administrator or a rights officer of it.

    `powers` has the new values of `is_superuser`, `holder`, `groups` and `user_permissions`; the
    account is a stored or an unsaved row with its former or new values.
    """
    before = User.objects.filter(pk=user.pk).first() if user.pk else None
    if powers.get("is_superuser") and not (before and before.is_superuser):
        return True
    officer = {OFFICER} & {
        *(permission.codename for permission in powers.get("user_permissions") or ()),
        *Permission.objects.filter(group__in=powers.get("groups") or ()).values_list(
            "codename", flat=True
        ),
    }
    if not officer:
        return False
    was_officer = before is not None and ModelBackend().has_perm(before, f"accounts.{OFFICER}")
    return not was_officer or (before is not None and powers.get("holder") != before.holder)


def make_role_groups(app_config: AppConfig, using: str, **_: Any) -> None:
    """Create missing groups, once every app has its permissions."""
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    if app_config is not with_models[-1]:
        return
    existing = set(Group.objects.using(using).values_list("name", flat=True))
    missing = {name: codes for name, codes in ROLE_GROUPS.items() if name not in existing}
    if not missing:
        return
    ids = {
        f"{app_label}.{codename}": pk
        for pk, app_label, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name, codes in missing.items():
        group = Group.objects.using(using).create(name=name)
        group.permissions.set([ids[code] for code in codes])
