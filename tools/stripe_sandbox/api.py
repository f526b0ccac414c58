"""Handling of API calls: key, parameters, idempotency, faults, the operation, the response."""

import asyncio
import json
import logging
import time
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from tools.stripe_sandbox import API_VERSION
from tools.stripe_sandbox.connections import Truncated, reset_connection
from tools.stripe_sandbox.context import Call, Sandbox
from tools.stripe_sandbox.endpoints import Endpoint
from tools.stripe_sandbox.errors import ApiError, rate_limited, server_error, unauthorized
from tools.stripe_sandbox.faults import Action, Rule
from tools.stripe_sandbox.forms import parse_form, parse_multipart
from tools.stripe_sandbox.idempotency import IdempotencyKeys
from tools.stripe_sandbox.ids import new_id
from tools.stripe_sandbox.keys import (
    EPHEMERAL_PREFIX,
    KIND_REFUSED,
    PUBLISHABLE_PREFIX,
    check_key,
    ephemeral_customer,
    key_of,
)
from tools.stripe_sandbox.params import Params
from tools.stripe_sandbox.render import error_body, shown
from tools.stripe_sandbox.store import Record

log = logging.getLogger("stripe_sandbox")
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, Stripe-Version",
    "Access-Control-Expose-Headers": "Request-Id, Idempotent-Replayed, Original-Request",
    "Access-Control-Max-Age": "600",
}


@dataclass
class Answer:
    """Status and body of a response; `saved` if a repeated key returns it again."""

    status: int
    body: str
    saved: bool = True
    headers: dict[str, str] = field(default_factory=dict)


class Api:
    """Runs endpoints for HTTP requests."""

    def __init__(self, box: Sandbox) -> None:
        self._box = box
        self._keys = IdempotencyKeys(box.store)

    async def handle(self, endpoint: Endpoint, request: Request) -> Response:
        """Answer a request, unless the fault script breaks the connection."""
        box, path = self._box, request.url.path
        call = Call(
            box,
            base_url=f"{request.url.scheme}://{request.url.netloc}",
            request_id=new_id("req"),
            idempotency_key=request.headers.get("idempotency-key"),
            stripe_version=request.headers.get("stripe-version"),
            path=dict(request.path_params),
        )
        rules = {rule.action: rule for rule in box.faults.for_call(request.method, path)}
        entry = self._log(call, request, rules)
        if Action.RESET_BEFORE in rules:
            return await reset_connection(request.scope)
        answer = await self._answer(endpoint, request, call, rules)
        entry["status"] = answer.status
        entry["replayed"] = "Idempotent-Replayed" in answer.headers
        if Action.DELAY_AFTER in rules:
            await asyncio.sleep(rules[Action.DELAY_AFTER].seconds)
        if Action.RESET_AFTER in rules:
            return await reset_connection(request.scope)
        return self._response(call, answer, truncated=Action.TRUNCATE in rules)

    def _log(self, call: Call, request: Request, rules: dict[Action, Rule]) -> Record:
        entry: Record = {
            "id": call.request_id,
            "at": time.time(),
            "method": request.method,
            "path": request.url.path,
            "idempotency_key": call.idempotency_key,
            "faults": list(rules),
            "stripe_version": request.headers.get("stripe-version"),
            "status": None,
            "replayed": False,
        }
        self._box.calls.append(entry)
        return entry

    async def _answer(
        self, endpoint: Endpoint, request: Request, call: Call, rules: dict[Action, Rule]
    ) -> Answer:
        """Return the response; refusals before the operation are never stored."""
        try:
            values = await self._values(request)
            self._authorize(endpoint, request, call, values)
            self._early_faults(rules)
            if call.idempotency_key is None or request.method != "POST":
                return await self._execute(endpoint, call, values, rules)
            return await self._execute_once(endpoint, call, values, rules, request.url.path)
        except ApiError as error:
            return _failure(error, call)

    async def _values(self, request: Request) -> Record:
        """Return the parameters of the query string or of the body, which may have a file."""
        if request.method != "POST":
            return parse_form(request.url.query)
        body, content_type = await request.body(), request.headers.get("content-type", "")
        if content_type.startswith("multipart/form-data"):
            return parse_multipart(content_type, body)
        return parse_form(body.decode(errors="replace"))

    def _authorize(self, endpoint: Endpoint, request: Request, call: Call, values: Record) -> None:
        """Check that the key may use the endpoint."""
        key = key_of(request, values)
        check_key(key, self._box.options)
        call.by_client = key.startswith(PUBLISHABLE_PREFIX)
        if call.by_client and not endpoint.by_client:
            raise unauthorized(KIND_REFUSED, "secret_key_required")
        if key.startswith(EPHEMERAL_PREFIX):
            customer = ephemeral_customer(self._box.store, key)
            if not endpoint.by_app or self._customer_asked(call, values) != customer:
                raise unauthorized(KIND_REFUSED, "secret_key_required")

    def _customer_asked(self, call: Call, values: Record) -> str | None:
        """Return the customer that a call is about, directly or by one of their cards."""
        named = call.path.get("customer") or call.path.get("id") or values.get("customer")
        method = self._box.store.find("payment_method", str(named))
        return method["customer"] if method else named

    def _early_faults(self, rules: dict[Action, Rule]) -> None:
        """Fail as if the request had not reached an endpoint."""
        if Action.STATUS_429 in rules:
            raise rate_limited()
        early = rules.get(Action.STATUS_500_BEFORE)
        if early and not early.keeps_answer():
            raise server_error()

    async def _execute_once(
        self, endpoint: Endpoint, call: Call, values: Record, rules: dict[Action, Rule], path: str
    ) -> Answer:
        """Execute under an idempotency key, or return the stored response."""
        key = call.idempotency_key or ""
        kept = self._keys.begin(key, path, values)
        if kept is not None:
            headers = {"Idempotent-Replayed": "true", "Original-Request": kept["request_id"]}
            return Answer(kept["status"], kept["body"], headers=headers)
        try:
            answer = await self._execute(endpoint, call, values, rules, key_path=path)
        finally:
            self._keys.abandon(key)
        return answer

    async def _execute(
        self,
        endpoint: Endpoint,
        call: Call,
        values: Record,
        rules: dict[Action, Rule],
        key_path: str | None = None,
    ) -> Answer:
        """Run the operation; its changes and the stored response are written together."""
        if Action.DELAY in rules:
            await asyncio.sleep(rules[Action.DELAY].seconds)
        if Action.STATUS_500_BEFORE in rules:
            answer = _failure(server_error(), call)
        elif refusal := rules.get(Action.REFUSE):
            answer = _failure(ApiError(refusal.message, code=refusal.code), call)
        else:
            answer = self._run(endpoint, call, Params(values))
        if Action.STATUS_500_AFTER in rules:
            answer = _failure(server_error(), call)
            answer.saved = rules[Action.STATUS_500_AFTER].keeps_answer()
        if key_path and call.idempotency_key and answer.saved:
            kept = {"status": answer.status, "body": answer.body, "request_id": call.request_id}
            self._keys.keep(call.idempotency_key, key_path, values, kept)
        self._box.store.commit()
        return answer

    def _run(self, endpoint: Endpoint, call: Call, params: Params) -> Answer:
        """Run the operation and render its result or error."""
        try:
            params.refuse_unknown(endpoint.params)
            record = endpoint.run(call, params)
            expand = params.texts("expand")
            body = shown(self._box, record, expand, by_client=call.by_client)
        except ApiError as error:
            return _failure(error, call)
        except Exception:
            log.exception("the sandbox itself failed")
            return _failure(server_error(), call)
        return Answer(200, json.dumps(body))

    def _response(self, call: Call, answer: Answer, *, truncated: bool) -> Response:
        headers = {
            **CORS,
            **answer.headers,
            "Request-Id": call.request_id or "",
            "Stripe-Version": call.stripe_version or API_VERSION,
            "Cache-Control": "no-cache, no-store",
        }
        if call.idempotency_key:
            headers["Idempotency-Key"] = call.idempotency_key
        kind = Truncated if truncated else Response
        return kind(answer.body, answer.status, headers, media_type="application/json")


def _failure(error: ApiError, call: Call) -> Answer:
    """Return the response for an error, with Stripe's advice on retrying."""
    retry = {409: "true", 500: "false"}.get(error.status)
    headers = {"Stripe-Should-Retry": retry} if retry and (error.saved or retry == "true") else {}
    body = error_body(error, by_client=call.by_client)
    return Answer(error.status, json.dumps(body), error.saved, headers)


async def unknown_url(request: Request) -> Response:
    """Answer 404 for a path that is not in the table."""
    message = (
        f"Unrecognized request URL ({request.method}: {request.url.path}). Please see"
        " https://stripe.com/docs or we can help at https://support.stripe.com/."
    )
    error = ApiError(message, status=404)
    return Response(json.dumps(error.body()), 404, CORS, media_type="application/json")


async def preflight(_request: Request) -> Response:
    """Allow browsers to call from any origin, as Stripe does."""
    return Response(status_code=204, headers=CORS)
