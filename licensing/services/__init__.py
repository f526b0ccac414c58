"""Decisions on rights and changes of them."""

from licensing.errors import CircularTerritorySet, UnknownTerritory
from licensing.reading.postal_regions import resolve_place
from licensing.reading.snapshot import current_revision
from licensing.services.agreements import (
    activate_agreement,
    find_agreement_conflicts,
    resume_agreement,
    return_agreement,
    revoke_agreement,
    sign_agreement,
    submit_agreement,
    suspend_agreement,
)
from licensing.services.availability import Conflict, find_conflicts, find_free_rights
from licensing.services.consent_gaps import ConsentGap, find_consent_gaps
from licensing.services.decisions import (
    MarkCheck,
    ProductRightsInput,
    check_marks,
    decide_everywhere,
    decide_inputs,
    decide_many,
    decide_profiles,
    find_holds,
    territory_facts,
)
from licensing.services.drafts import (
    GrantTerms,
    add_grant,
    draft_agreement,
    draft_next_version,
    edit_draft,
    remove_grant,
)
from licensing.services.factories import approve_factory, end_approval, record_audit
from licensing.services.holdings import (
    end_consent,
    end_holding,
    record_consent,
    record_holding,
    record_succession,
)
from licensing.services.holds import lift_hold, place_hold
from licensing.services.licensees import reinstate_licensee, suspend_licensee
from licensing.services.locks import (
    SHARED_RIGHTS_LOCK,
    take_rights_lock,
    take_shared_rights_lock,
)
from licensing.services.mandates import (
    approve_mandate,
    decline_mandate,
    end_mandate,
    propose_mandate,
)
from licensing.services.parties import activate_licensee, save_party, terminate_licensee
from licensing.services.policies import switch_athlete_consents, switch_eea_passive_sales
from licensing.services.previews import ProfileChange, preview_change
from licensing.services.profiles import find_or_create_profile, find_or_create_profiles
from licensing.services.reference import add_category, define_territory_set, save_category
from licensing.services.sales import SaleEvidence, record_sale_decisions, release_units, take_units
from licensing.services.sell_offs import (
    confirm_stock,
    declare_stock,
    decline_stock,
    reduce_stock,
)

__all__ = [
    "SHARED_RIGHTS_LOCK",
    "CircularTerritorySet",
    "Conflict",
    "ConsentGap",
    "GrantTerms",
    "MarkCheck",
    "ProductRightsInput",
    "ProfileChange",
    "SaleEvidence",
    "UnknownTerritory",
    "activate_agreement",
    "activate_licensee",
    "add_category",
    "add_grant",
    "approve_factory",
    "approve_mandate",
    "check_marks",
    "confirm_stock",
    "current_revision",
    "decide_everywhere",
    "decide_inputs",
    "decide_many",
    "decide_profiles",
    "declare_stock",
    "decline_mandate",
    "decline_stock",
    "define_territory_set",
    "draft_agreement",
    "draft_next_version",
    "edit_draft",
    "end_approval",
    "end_consent",
    "end_holding",
    "end_mandate",
    "find_agreement_conflicts",
    "find_conflicts",
    "find_consent_gaps",
    "find_free_rights",
    "find_holds",
    "find_or_create_profile",
    "find_or_create_profiles",
    "lift_hold",
    "place_hold",
    "preview_change",
    "propose_mandate",
    "record_audit",
    "record_consent",
    "record_holding",
    "record_sale_decisions",
    "record_succession",
    "reduce_stock",
    "reinstate_licensee",
    "release_units",
    "remove_grant",
    "resolve_place",
    "resume_agreement",
    "return_agreement",
    "revoke_agreement",
    "save_category",
    "save_party",
    "sign_agreement",
    "submit_agreement",
    "suspend_agreement",
    "suspend_licensee",
    "switch_athlete_consents",
    "switch_eea_passive_sales",
    "take_rights_lock",
    "take_shared_rights_lock",
    "take_units",
    "terminate_licensee",
    "territory_facts",
]
