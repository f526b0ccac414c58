"""The control interface under `/_sandbox/`: the ledger, the fault script and forced outcomes."""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.stripe_sandbox import disputes, forcing, payouts
from tools.stripe_sandbox.context import Call, Sandbox, public
from tools.stripe_sandbox.errors import ApiError, not_found
from tools.stripe_sandbox.faults import FaultError
from tools.stripe_sandbox.idempotency import KIND
from tools.stripe_sandbox.ledger import ledger
from tools.stripe_sandbox.outbox import release_held, send_event
from tools.stripe_sandbox.scheduler import end_waiting, is_waiting
from tools.stripe_sandbox.store import Record
from tools.stripe_sandbox.webhooks import set_target

type View = Callable[[Request], Coroutine[Any, Any, Response]]
type Action = Callable[[Sandbox, Request, Any], Any]
KEPT_ON_RESET = frozenset({"webhook_target"})
SETTINGS = ("processing_seconds", "search_lag", "webhook_timeout")


def _view(box: Sandbox, action: Action) -> View:
    """Wrap an action: JSON in, JSON out, changes committed, errors in Stripe's format."""

    async def view(request: Request) -> Response:
        raw = await request.body()
        try:
            result = action(box, request, json.loads(raw) if raw else {})
        except ApiError as error:
            return JSONResponse(error.body(), error.status)
        except (FaultError, ValueError, TypeError, KeyError) as error:
            return JSONResponse({"error": {"message": f"{type(error).__name__}: {error}"}}, 400)
        finally:
            box.store.commit()
        return JSONResponse(result)

    return view


def _health(_box: Sandbox, _request: Request, _body: Record) -> Record:
    return {"status": "ok"}


def _show_ledger(box: Sandbox, _request: Request, _body: Record) -> Record:
    return ledger(box.store)


def _show_deliveries(box: Sandbox, request: Request, _body: Record) -> list[Record]:
    """List deliveries; each of their fields can be a filter of the query string."""
    filters = dict(request.query_params)
    return [
        delivery
        for delivery in box.store.every("delivery")
        if all(str(delivery.get(name)) == value for name, value in filters.items())
    ]


def _release_deliveries(box: Sandbox, _request: Request, _body: Record) -> list[Record]:
    """Send the deliveries held by a `hold` rule, oldest first."""
    return [public(delivery) for delivery in release_held(box)]


def _show_calls(box: Sandbox, _request: Request, _body: Record) -> list[Record]:
    return list(box.calls)


def _show_faults(box: Sandbox, _request: Request, _body: Record) -> list[Record]:
    return [rule.describe() for rule in box.faults.rules]


def _add_faults(box: Sandbox, request: Request, body: list[Record] | Record) -> list[Record]:
    box.faults.extend(body if isinstance(body, list) else [body])
    return _show_faults(box, request, {})


def _clear_faults(box: Sandbox, _request: Request, _body: Record) -> list[Record]:
    box.faults.clear()
    return []


def _show_targets(box: Sandbox, _request: Request, _body: Record) -> list[Record]:
    return [
        {"url": target["url"], "enabled": target["enabled"]}
        for target in box.store.every("webhook_target")
    ]


def _change_targets(box: Sandbox, request: Request, body: Record) -> list[Record]:
    """Set one target, or without `url` disable all of them."""
    enabled = bool(body.get("enabled", True))
    known = [target["url"] for target in box.store.every("webhook_target")]
    for url in [body["url"]] if "url" in body else known:
        set_target(box.store, url, body.get("secret"), enabled=enabled)
    return _show_targets(box, request, {})


def _clear_targets(box: Sandbox, _request: Request, _body: Record) -> list[Record]:
    for target in list(box.store.every("webhook_target")):
        box.store.delete(target)
    return []


def _force_intent(box: Sandbox, request: Request, body: Record) -> Record:
    intent = Call(box).get("payment_intent", request.path_params["id"], "intent")
    action = forcing.ACTIONS.get(request.path_params["action"])
    if action is None:
        raise not_found("action", request.path_params["action"], "action")
    return public(action(Call(box), intent, body))


def _force_refund(box: Sandbox, request: Request, _body: Record) -> Record:
    refund = Call(box).get("refund", request.path_params["id"])
    if not is_waiting(refund):
        message = f"This refund does not wait for anything: {refund['status']}."
        raise ApiError(message)
    return public(end_waiting(Call(box), refund, fails=request.path_params["action"] == "fail"))


def _close_dispute(box: Sandbox, request: Request, body: Record) -> Record:
    dispute = Call(box).get("dispute", request.path_params["id"])
    return public(disputes.close_dispute(Call(box), dispute, won=bool(body.get("won"))))


def _pay_out(box: Sandbox, _request: Request, _body: Record) -> Record:
    return {"payouts": [public(payout) for payout in payouts.pay_out(Call(box))]}


def _resend_event(box: Sandbox, request: Request, _body: Record) -> Record:
    event = Call(box).get("event", request.path_params["id"])
    send_event(box, event)
    return box.store.save(event)


def _change_settings(box: Sandbox, _request: Request, body: Record) -> Record:
    for name, value in body.items():
        if name not in SETTINGS:
            message = f"{name} is not one of {', '.join(SETTINGS)}"
            raise ValueError(message)
        setattr(box.options, name, float(value))
    return {name: getattr(box.options, name) for name in SETTINGS}


def _forget_keys(box: Sandbox, _request: Request, _body: Record) -> Record:
    """Delete the responses stored under idempotency keys, as Stripe does after a day."""
    kept = list(box.store.every(KIND))
    for answer in kept:
        box.store.delete(answer)
    return {"forgotten": len(kept)}


def _reset(box: Sandbox, _request: Request, _body: Record) -> Record:
    """Delete everything except the webhook targets."""
    box.store.clear(keep=KEPT_ON_RESET)
    box.faults.clear()
    box.calls.clear()
    return {"reset": True}


def _show_state(box: Sandbox, _request: Request, _body: Record) -> list[Record]:
    """Return all objects, for `PUT state`."""
    return box.store.dump()


def _replace_state(box: Sandbox, request: Request, body: list[Record]) -> Record:
    """Replace all objects except the webhook targets by objects that `GET state` returned."""
    _reset(box, request, {})
    for record in body:
        if record["object"] not in KEPT_ON_RESET:
            box.store.save(record)
    return {"objects": len(body)}


TABLE: tuple[tuple[str, str, Action], ...] = (
    ("GET", "/_sandbox/health", _health),
    ("GET", "/_sandbox/ledger", _show_ledger),
    ("GET", "/_sandbox/deliveries", _show_deliveries),
    ("POST", "/_sandbox/deliveries/release", _release_deliveries),
    ("GET", "/_sandbox/calls", _show_calls),
    ("GET", "/_sandbox/faults", _show_faults),
    ("POST", "/_sandbox/faults", _add_faults),
    ("DELETE", "/_sandbox/faults", _clear_faults),
    ("DELETE", "/_sandbox/keys", _forget_keys),
    ("GET", "/_sandbox/webhooks", _show_targets),
    ("POST", "/_sandbox/webhooks", _change_targets),
    ("DELETE", "/_sandbox/webhooks", _clear_targets),
    ("POST", "/_sandbox/intents/{id}/{action}", _force_intent),
    ("POST", "/_sandbox/refunds/{id}/{action:str}", _force_refund),
    ("POST", "/_sandbox/disputes/{id}/close", _close_dispute),
    ("POST", "/_sandbox/events/{id}/resend", _resend_event),
    ("POST", "/_sandbox/payouts", _pay_out),
    ("POST", "/_sandbox/settings", _change_settings),
    ("POST", "/_sandbox/reset", _reset),
    ("GET", "/_sandbox/state", _show_state),
    ("PUT", "/_sandbox/state", _replace_state),
)


def control_routes(box: Sandbox) -> list[Route]:
    """Return the routes of the control interface."""
    return [Route(path, _view(box, action), methods=[method]) for method, path, action in TABLE]
