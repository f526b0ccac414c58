"""The tables of rights, by what they speak of."""

from licensing.audit.log import keep_trail
from licensing.models.agreements import (
    Agreement,
    AgreementEvent,
    Grant,
    GrantUsage,
    Holdback,
    NOCConsent,
    SellOffStock,
    StoreMandate,
)
from licensing.models.audit_log import DeniedSale, TrailDay
from licensing.models.clearance import (
    Clearance,
    ClosedProfile,
    RightsDecisionLog,
    RightsDenial,
    RightsPolicy,
    RightsProfile,
    RightsRevision,
)
from licensing.models.factories import Factory, FactoryApproval, FactoryAudit, LabelIssue
from licensing.models.guarded_words import GuardedWord
from licensing.models.parties import (
    Licensee,
    LicenseeEvent,
    Property,
    PropertyHolding,
    RightsHolder,
)
from licensing.models.reference import (
    NOC,
    GamesEdition,
    ProductCategory,
    SubTerritory,
    Territory,
    TerritorySet,
    TerritorySetVersion,
)

keep_trail(
    Agreement,
    AgreementEvent,
    Factory,
    FactoryApproval,
    FactoryAudit,
    GamesEdition,
    GamesEdition.host_territories.through,
    Grant,
    Grant.granted_categories.through,
    Grant.granted_properties.through,
    GuardedWord,
    Holdback,
    LabelIssue,
    Licensee,
    NOC,
    NOC.territories.through,
    NOCConsent,
    NOCConsent.nocs.through,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsHolder,
    RightsPolicy,
    StoreMandate,
    SubTerritory,
    Territory,
    TerritorySet,
    TerritorySetVersion,
)
# How many units were sold is counted with the sale.
keep_trail(SellOffStock, exclude=["sold"])

__all__ = [
    "NOC",
    "Agreement",
    "AgreementEvent",
    "Clearance",
    "ClosedProfile",
    "DeniedSale",
    "Factory",
    "FactoryApproval",
    "FactoryAudit",
    "GamesEdition",
    "Grant",
    "GrantUsage",
    "GuardedWord",
    "Holdback",
    "LabelIssue",
    "Licensee",
    "LicenseeEvent",
    "NOCConsent",
    "ProductCategory",
    "Property",
    "PropertyHolding",
    "RightsDecisionLog",
    "RightsDenial",
    "RightsHolder",
    "RightsPolicy",
    "RightsProfile",
    "RightsRevision",
    "SellOffStock",
    "StoreMandate",
    "SubTerritory",
    "Territory",
    "TerritorySet",
    "TerritorySetVersion",
    "TrailDay",
]
