"""The tables of rights, by what they speak of."""

from licensing.models.agreements import Agreement, AgreementEvent, Grant, Holdback, StoreMandate
from licensing.models.clearance import (
    Clearance,
    RightsDecisionLog,
    RightsProfile,
    RightsRevision,
)
from licensing.models.parties import Licensee, Property, PropertyHolding, RightsHolder
from licensing.models.reference import (
    NOC,
    GamesEdition,
    ProductCategory,
    Territory,
    TerritorySet,
    TerritorySetVersion,
)

__all__ = [
    "NOC",
    "Agreement",
    "AgreementEvent",
    "Clearance",
    "GamesEdition",
    "Grant",
    "Holdback",
    "Licensee",
    "ProductCategory",
    "Property",
    "PropertyHolding",
    "RightsDecisionLog",
    "RightsHolder",
    "RightsProfile",
    "RightsRevision",
    "StoreMandate",
    "Territory",
    "TerritorySet",
    "TerritorySetVersion",
]
