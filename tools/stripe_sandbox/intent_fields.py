"""Parameters of PaymentIntents: those of each operation, and the plain fields they set."""

from tools.stripe_sandbox.context import Call
from tools.stripe_sandbox.errors import bad_param, missing_param
from tools.stripe_sandbox.params import Params, names
from tools.stripe_sandbox.store import Record

_SHARED = names("""
    allowed_payment_method_types amount_details capture_method excluded_payment_method_types
    expand hooks payment_details payment_method payment_method_data payment_method_options
    receipt_email setup_future_usage shipping
    """)
_DESCRIBING = names("""
    amount application_fee_amount currency customer customer_account description metadata
    payment_method_configuration payment_method_types statement_descriptor
    statement_descriptor_suffix transfer_data transfer_group
    """)
CONFIRMING = names("""
    confirmation_token error_on_requires_action mandate mandate_data off_session radar_options
    return_url use_stripe_sdk
    """)
CREATE = (
    _SHARED
    | _DESCRIBING
    | CONFIRMING
    | {"automatic_payment_methods", "confirm", "confirmation_method", "on_behalf_of"}
)
UPDATE = _SHARED | _DESCRIBING
CONFIRM = _SHARED | CONFIRMING | {"amount_to_confirm", "client_secret"}
CAPTURE = names("""
    amount_details amount_to_capture application_fee_amount expand final_capture hooks metadata
    payment_details statement_descriptor statement_descriptor_suffix transfer_data
    """)
CANCEL = frozenset({"cancellation_reason", "expand"})
RETRIEVE = frozenset({"client_secret", "expand"})

CAPTURE_METHODS = ("automatic", "automatic_async", "manual")
METHOD_TYPES = frozenset({"card", "link"})
"""Valid values of `payment_method_types`; only cards are supported."""

AUTOMATIC = frozenset({"allow_redirects", "enabled"})
SHIPPING = frozenset({"address", "carrier", "name", "phone", "tracking_number"})
PLAIN = ("description", "receipt_email", "statement_descriptor", "statement_descriptor_suffix",
         "transfer_group")  # fmt: skip
FUTURE_USAGE = ("off_session", "on_session", "")


def automatic_methods(params: Params) -> Record | None:
    """Return `automatic_payment_methods`, or None if it is absent."""
    given = params.nested("automatic_payment_methods", AUTOMATIC)
    if given is None:
        return None
    enabled = given.flag("enabled")
    if enabled is None:
        raise missing_param(given.name("enabled"))
    redirects = given.choice("allow_redirects", ("always", "never")) or "always"
    return {"allow_redirects": redirects, "enabled": enabled}


def shipping(params: Params) -> Record | None:
    """Return the shipping address and recipient, or None if it is unset."""
    given = params.nested("shipping", SHIPPING)
    if given is None:
        return None
    address = given.address("address")
    if address is None:
        raise missing_param(given.name("address"))
    others = ("carrier", "phone", "tracking_number")
    return {
        "address": address,
        "name": given.required("name"),
        **{name: given.text(name) or None for name in others},
    }


def set_common_fields(call: Call, intent: Record, params: Params) -> None:
    """Set the fields common to create, update and confirm; nothing is set on a refusal."""
    changes: Record = {name: params.text(name) or None for name in PLAIN if name in params}
    if "metadata" in params:
        changes["metadata"] = params.metadata(intent["metadata"])
    if "shipping" in params:
        changes["shipping"] = shipping(params)
    if "customer" in params:
        changes["customer"] = call.get("customer", params.required("customer"), "customer")["id"]
    if "setup_future_usage" in params:
        changes["setup_future_usage"] = params.choice("setup_future_usage", FUTURE_USAGE) or None
    if "@" not in (changes.get("receipt_email") or "@"):
        message = f"Invalid email address: {changes['receipt_email']}"
        raise bad_param(message, "receipt_email", "email_invalid")
    intent.update(changes)
