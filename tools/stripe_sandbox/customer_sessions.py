"""Customer Sessions: permissions of the Payment Element to show and save a customer's cards."""

from tools.stripe_sandbox.context import Call, Sandbox
from tools.stripe_sandbox.errors import ApiError, bad_param, missing_param
from tools.stripe_sandbox.ids import new_id, random_text
from tools.stripe_sandbox.params import Params
from tools.stripe_sandbox.store import Record

CREATE = frozenset({"components", "customer", "expand"})
COMPONENTS = (
    "active_entitlements", "buy_button", "customer_portal", "customer_sheet",
    "mobile_payment_element", "payment_element", "pricing_table",
)  # fmt: skip
WITH_FEATURES = frozenset({"customer_sheet", "mobile_payment_element", "payment_element"})
SWITCHES = ("payment_method_redisplay", "payment_method_remove", "payment_method_save")
FILTERS, LIMIT, USAGE = (
    "payment_method_allow_redisplay_filters",
    "payment_method_redisplay_limit",
    "payment_method_save_usage",
)
FEATURES = frozenset({*SWITCHES, FILTERS, LIMIT, USAGE})
REDISPLAY = ("always", "limited", "unspecified")
SHOWN_BY_DEFAULT, SHOWN_AT_MOST = 3, 10
CARD_FACTS = ("brand", "last4", "exp_month", "exp_year")
SECONDS = 1800


def create(call: Call, params: Params) -> Record:
    """Create a session for half an hour; its secret goes to the customer's browser."""
    customer = call.get("customer", params.required("customer"), "customer")
    given = params.nested("components", frozenset(COMPONENTS))
    if given is None:
        raise missing_param("components")
    components: Record = {name: _switched_off(name) for name in COMPONENTS}
    for name in given:
        component = given.nested(name, frozenset({"enabled", "features"}))
        enabled = component.flag("enabled") if component else None
        if component is None or enabled is None:
            raise missing_param(f"{given.name(name)}[enabled]")
        if enabled and name != "payment_element":
            message = f"The component {name} is not in the Stripe sandbox."
            raise bad_param(message, given.name(name))
        if enabled:
            components[name] = {"enabled": True, "features": _features(component)}
    session = {
        "object": "customer_session",
        "client_secret": f"cuss_secret_{random_text(40)}",
        "components": components,
        "created": call.now,
        "customer": customer["id"],
        "customer_account": None,
        "expires_at": call.now + SECONDS,
        "livemode": False,
    }
    call.save({"id": new_id("cuss"), **session})
    return session  # Stripe shows no id


def _switched_off(component: str) -> Record:
    return {"enabled": False} | ({"features": None} if component in WITH_FEATURES else {})


def _features(component: Params) -> Record:
    features = component.nested("features", FEATURES) or Params({}, component.name("features"))
    filters = features.texts(FILTERS)
    for value in filters:
        if value not in REDISPLAY:
            message = f"Invalid {features.name(FILTERS)}: must be one of {', '.join(REDISPLAY)}"
            raise bad_param(message, features.name(FILTERS))
    limit = features.integer(LIMIT)
    if limit is not None and not 1 <= limit <= SHOWN_AT_MOST:
        message = f"This value must be between 1 and {SHOWN_AT_MOST}."
        raise bad_param(message, features.name(LIMIT), "parameter_invalid_integer")
    switches = {
        name: features.choice(name, ("disabled", "enabled")) or "disabled" for name in SWITCHES
    }
    usage = features.choice(USAGE, ("off_session", "on_session"))
    if switches["payment_method_save"] == "enabled" and usage is None:
        raise missing_param(features.name(USAGE))
    return {
        **switches,
        FILTERS: filters or ["always"],
        LIMIT: SHOWN_BY_DEFAULT if limit is None else limit,
        USAGE: usage,
    }


def shown_in_element(box: Sandbox, secret: str, intent_secret: str, now: float) -> Record:
    """Return the customer's cards for the Payment Element, newest first."""
    session = _session(box, secret, now)
    intent = box.store.find("payment_intent", intent_secret.partition("_secret_")[0])
    if intent is None or intent["client_secret"] != intent_secret:
        raise bad_param("The client_secret does not belong to a PaymentIntent.", "client_secret")
    if intent["customer"] != session["customer"]:
        message = "The customer of the CustomerSession is not the customer of the PaymentIntent."
        raise ApiError(message)
    features = session["components"]["payment_element"]["features"]
    cards = [
        {"id": method["id"], **{key: method["card"][key] for key in CARD_FACTS}}
        for method in box.store.newest("payment_method")
        if method["customer"] == session["customer"]
        and method["allow_redisplay"] in features[FILTERS]
    ]
    redisplay = features["payment_method_redisplay"] == "enabled"
    return {
        "cards": cards[: features[LIMIT]] if redisplay else [],
        "save": features[USAGE] if features["payment_method_save"] == "enabled" else None,
    }


def _session(box: Sandbox, secret: str, now: float) -> Record:
    for session in box.store.newest("customer_session"):
        if session["client_secret"] == secret and session["expires_at"] > now:
            if session["components"]["payment_element"]["enabled"]:
                return session
            raise bad_param("The session is not for the Payment Element.", "customer_session")
    raise bad_param("Invalid or expired customer session.", "customer_session")
