"""Customers, their payment methods, and the ephemeral keys for apps."""

from tools.stripe_sandbox.context import Call
from tools.stripe_sandbox.errors import bad_param
from tools.stripe_sandbox.events import emit
from tools.stripe_sandbox.ids import new_id, random_text
from tools.stripe_sandbox.params import Params, names
from tools.stripe_sandbox.payment_methods import attach_to, resolve
from tools.stripe_sandbox.store import Record

CHANGE = names("""
    address balance description email expand invoice_settings metadata name payment_method phone
    preferred_locales shipping tax tax_exempt
    """)
EPHEMERAL_KEY = frozenset({"customer", "expand"})
EPHEMERAL_SECONDS = 3600
PLAIN = ("description", "email", "name", "phone")


def create(call: Call, params: Params) -> Record:
    """Create a customer."""
    customer: Record = {
        "id": new_id("cus"),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": call.now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": random_text(8).upper(),
        "invoice_settings": {"custom_fields": None, "default_payment_method": None,
                             "footer": None, "rendering_options": None},
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }  # fmt: skip
    _change(customer, params)
    call.save(customer)
    method = params.text("payment_method")
    if method:
        attach_to(call, resolve(call, method), customer["id"])
    emit(call, "customer.created", customer)
    return customer


def _change(customer: Record, params: Params) -> None:
    changes: Record = {name: params.text(name) or None for name in PLAIN if name in params}
    if "@" not in (changes.get("email") or "@"):
        message = f"Invalid email address: {changes['email']}"
        raise bad_param(message, "email", "email_invalid")
    changes["metadata"] = params.metadata(customer["metadata"])
    if "address" in params:
        changes["address"] = params.address("address")
    if "shipping" in params:
        shipping = params.nested("shipping", frozenset({"address", "name", "phone"}))
        changes["shipping"] = shipping and {
            "address": shipping.address("address"),
            "name": shipping.text("name"),
            "phone": shipping.text("phone"),
        }
    if "preferred_locales" in params:
        changes["preferred_locales"] = params.texts("preferred_locales")
    customer.update(changes)


def retrieve(call: Call, _params: Params) -> Record:
    """Return one customer; a deleted one is a stub."""
    return call.get("customer", call.path["id"])


def update(call: Call, params: Params) -> Record:
    """Change a customer."""
    customer = call.get("customer", call.path["id"])
    _change(customer, params)
    emit(call, "customer.updated", customer)
    return call.save(customer)


def delete(call: Call, _params: Params) -> Record:
    """Delete a customer and detach the payment methods."""
    customer = call.get("customer", call.path["id"])
    for method in call.box.store.every("payment_method"):
        if method["customer"] == customer["id"]:
            method["customer"] = None
            call.save(method)
    emit(call, "customer.deleted", customer)
    call.box.store.delete(customer)
    return {"id": customer["id"], "object": "customer", "deleted": True}


def create_ephemeral_key(call: Call, params: Params) -> Record:
    """Create a key that lets an app read one customer for an hour."""
    if not call.stripe_version:
        message = "To create an ephemeral key you must send the Stripe-Version of the app's SDK."
        raise bad_param(message, "Stripe-Version", "parameter_missing")
    customer = call.get("customer", params.required("customer"), "customer")
    return call.save(
        {
            "id": new_id("ephkey"),
            "object": "ephemeral_key",
            "associated_objects": [{"id": customer["id"], "type": "customer"}],
            "created": call.now,
            "expires": call.now + EPHEMERAL_SECONDS,
            "livemode": False,
            "secret": f"ek_test_{random_text(40)}",
        }
    )


def delete_ephemeral_key(call: Call, _params: Params) -> Record:
    """Expire an ephemeral key early."""
    key = call.get("ephemeral_key", call.path["id"])
    call.box.store.delete(key)
    return key
