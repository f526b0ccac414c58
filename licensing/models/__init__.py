"""Models of rights, and the audit log that tracks them."""

from licensing.audit.log import track_changes
from licensing.models.agreements import (
    Agreement,
    AgreementEvent,
    Grant,
    GrantUsage,
    SellOffDeclaration,
    SellOffStock,
)
from licensing.models.athletes import Athlete, AthleteConsent
from licensing.models.clearance import Clearance, ClosedProfile, RightsProfile, RightsRevision
from licensing.models.evidence import DeniedSale, RightsDecisionLog, RightsDenial, TrailDay
from licensing.models.factories import Factory, FactoryApproval, FactoryAudit, LabelIssue
from licensing.models.guarded_words import GuardedWord
from licensing.models.parties import (
    Licensee,
    LicenseeEvent,
    NOCConsent,
    Property,
    PropertyHolding,
    RightsHolder,
)
from licensing.models.policies import (
    Holdback,
    MandateProposal,
    RightsPolicy,
    StoreMandate,
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

track_changes(
    Agreement,
    AgreementEvent,
    Athlete,
    AthleteConsent,
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
    MandateProposal,
    NOC,
    NOC.territories.through,
    NOCConsent,
    NOCConsent.nocs.through,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsHolder,
    RightsPolicy,
    SellOffDeclaration,
    StoreMandate,
    SubTerritory,
    Territory,
    TerritorySet,
    TerritorySetVersion,
)
# The number of sold units changes with every sale and is not audited.
track_changes(SellOffStock, exclude=["sold"])

__all__ = [
    "NOC",
    "Agreement",
    "AgreementEvent",
    "Athlete",
    "AthleteConsent",
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
    "MandateProposal",
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
    "SellOffDeclaration",
    "SellOffStock",
    "StoreMandate",
    "SubTerritory",
    "Territory",
    "TerritorySet",
    "TerritorySetVersion",
    "TrailDay",
]
