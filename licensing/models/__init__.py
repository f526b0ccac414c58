"""The tables of rights, by what they speak of."""

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
from licensing.models.clearance import (
    Clearance,
    ClosedProfile,
    RightsDecisionLog,
    RightsDenial,
    RightsPolicy,
    RightsProfile,
    RightsRevision,
)
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

__all__ = [
    "NOC",
    "Agreement",
    "AgreementEvent",
    "Clearance",
    "ClosedProfile",
    "GamesEdition",
    "Grant",
    "GrantUsage",
    "Holdback",
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
]
