"""Questions to rights and changes of them, a module for each sort."""

from licensing.reading.fact_loader import current_revision
from licensing.services.agreements import (
    NewGrant,
    activate_agreement,
    add_grant,
    conflicts_of,
    draft_agreement,
    resume_agreement,
    return_agreement,
    revoke_agreement,
    sign_agreement,
    submit_agreement,
    suspend_agreement,
)
from licensing.services.availability import Conflict, find_conflicts, find_free_rights
from licensing.services.categories import add_category
from licensing.services.consents import end_consent, record_consent
from licensing.services.decisions import (
    MarkConsidered,
    ProductRightsInput,
    consider_marks,
    decide_everywhere,
    decide_many,
    decide_profiles,
    find_holds,
    territory_facts,
)
from licensing.services.drafts import draft_next_version, edit_draft, remove_grant
from licensing.services.evidence import SaleEvidence, record_sale_decisions
from licensing.services.factories import approve_factory, end_approval, record_audit
from licensing.services.holdings import end_holding, record_holding, record_succession
from licensing.services.holds import lift_hold, place_hold
from licensing.services.licensees import reinstate_licensee, suspend_licensee
from licensing.services.locks import take_rights_lock, take_shared_rights_lock
from licensing.services.policies import switch_eea_passive_sales
from licensing.services.postal_regions import resolve_place
from licensing.services.previews import ProfileChange, preview_change
from licensing.services.profiles import find_or_create_profile
from licensing.services.quotas import give_back_units, take_units
from licensing.services.territory_sets import (
    TerritorySetInItself,
    UnknownTerritory,
    define_territory_set,
)

__all__ = [
    "Conflict",
    "MarkConsidered",
    "NewGrant",
    "ProductRightsInput",
    "ProfileChange",
    "SaleEvidence",
    "TerritorySetInItself",
    "UnknownTerritory",
    "activate_agreement",
    "add_category",
    "add_grant",
    "approve_factory",
    "conflicts_of",
    "consider_marks",
    "current_revision",
    "decide_everywhere",
    "decide_many",
    "decide_profiles",
    "define_territory_set",
    "draft_agreement",
    "draft_next_version",
    "edit_draft",
    "end_approval",
    "end_consent",
    "end_holding",
    "find_conflicts",
    "find_free_rights",
    "find_holds",
    "find_or_create_profile",
    "give_back_units",
    "lift_hold",
    "place_hold",
    "preview_change",
    "record_audit",
    "record_consent",
    "record_holding",
    "record_sale_decisions",
    "record_succession",
    "reinstate_licensee",
    "remove_grant",
    "resolve_place",
    "resume_agreement",
    "return_agreement",
    "revoke_agreement",
    "sign_agreement",
    "submit_agreement",
    "suspend_agreement",
    "suspend_licensee",
    "switch_eea_passive_sales",
    "take_rights_lock",
    "take_shared_rights_lock",
    "take_units",
    "territory_facts",
]
