"""Questions to rights and changes of them, a module for each sort."""

from licensing.services.agreements import (
    NewGrant,
    activate_agreement,
    add_grant,
    draft_agreement,
    resume_agreement,
    return_agreement,
    revoke_agreement,
    sign_agreement,
    submit_agreement,
    suspend_agreement,
)
from licensing.services.evidence import SaleEvidence, record_sale_decisions
from licensing.services.holds import lift_hold, place_hold
from licensing.services.locks import take_rights_lock, take_shared_rights_lock
from licensing.services.places import resolve_place
from licensing.services.profiles import find_or_create_profile
from licensing.services.questions import ProductRightsInput, decide_many
from licensing.services.territory_sets import define_territory_set

__all__ = [
    "NewGrant",
    "ProductRightsInput",
    "SaleEvidence",
    "activate_agreement",
    "add_grant",
    "decide_many",
    "define_territory_set",
    "draft_agreement",
    "find_or_create_profile",
    "lift_hold",
    "place_hold",
    "record_sale_decisions",
    "resolve_place",
    "resume_agreement",
    "return_agreement",
    "revoke_agreement",
    "sign_agreement",
    "submit_agreement",
    "suspend_agreement",
    "take_rights_lock",
    "take_shared_rights_lock",
]
