"""Pages for people: Stripe.js, the card form, 3-D Secure and the overview, marked TEST MODE."""

import html
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from urllib.parse import urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tools.stripe_sandbox import confirming, forcing, payouts
from tools.stripe_sandbox.context import Call, Sandbox, private
from tools.stripe_sandbox.customer_sessions import shown_in_element
from tools.stripe_sandbox.errors import ApiError
from tools.stripe_sandbox.forms import parse_form
from tools.stripe_sandbox.intents import intent_of_token
from tools.stripe_sandbox.keys import check_key
from tools.stripe_sandbox.labels import RIGHT_TO_LEFT, labels_for
from tools.stripe_sandbox.money import written
from tools.stripe_sandbox.store import Record

HERE = Path(__file__).parent
FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'"
)
PAGE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
OVERVIEW_ROWS = 50
REDIRECT_STATUS = {
    "succeeded": "succeeded",
    "requires_capture": "succeeded",
    "processing": "pending",
}


def _template(name: str) -> Template:
    return Template((HERE / "templates" / name).read_text())


def _asset(name: str, media_type: str) -> Response:
    headers = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*",
               "Cross-Origin-Resource-Policy": "cross-origin"}  # fmt: skip
    return Response((HERE / "js" / name).read_text(), headers=headers, media_type=media_type)


async def stripe_js(_request: Request) -> Response:
    """Serve the stand-in for Stripe.js."""
    return _asset("stripe.js", "text/javascript")


async def frame_js(_request: Request) -> Response:
    """Serve the script of the card form."""
    return _asset("frame.js", "text/javascript")


async def stylesheet(_request: Request) -> Response:
    """Serve the style of the card form and the pages."""
    return _asset("sandbox.css", "text/css")


async def card_frame(request: Request) -> Response:
    """Serve the card form in the requested language."""
    locale, labels = labels_for(request.query_params.get("locale", "en"))
    page = _template("frame.html").substitute(
        {name: html.escape(text) for name, text in labels.items()},
        locale=locale,
        direction="rtl" if locale in RIGHT_TO_LEFT else "ltr",
        labels=json.dumps(labels).replace("<", "\\u003c"),
    )
    return HTMLResponse(page, headers={"Content-Security-Policy": FRAME_POLICY})


def with_result(return_url: str, intent: Record) -> str:
    """Return the shop's address with the query parameters that Stripe adds."""
    parts = urlsplit(return_url)
    added = urlencode(
        {
            "payment_intent": intent["id"],
            "payment_intent_client_secret": intent["client_secret"],
            "redirect_status": REDIRECT_STATUS.get(intent["status"], "failed"),
        }
    )
    return urlunsplit(parts._replace(query=f"{parts.query}&{added}" if parts.query else added))


def _amount(record: Record) -> str:
    return f"{written(record['amount'], record['currency'])} {record['currency'].upper()}"


def _instant(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"


def _row(*cells: str) -> str:
    columns = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    return f"<tr>{columns}</tr>"


def _authentication_page(intent: Record) -> Response:
    page = _template("three_d_secure.html").substitute(
        amount=html.escape(_amount(intent)), intent=html.escape(intent["id"])
    )
    return HTMLResponse(page, headers={"Content-Security-Policy": PAGE_POLICY})


class Pages:
    """The pages that read or change payments."""

    def __init__(self, box: Sandbox) -> None:
        self._box = box

    async def three_d_secure(self, request: Request) -> Response:
        """Ask the buyer to approve, process the decision and return to the shop."""
        call = Call(self._box)
        try:
            intent = intent_of_token(call, request.path_params["id"], request.path_params["token"])
        except ApiError as error:
            return HTMLResponse(html.escape(error.message), error.status)
        if intent["status"] != "requires_action":
            return self._lead_back(intent)
        if request.method == "GET":
            return _authentication_page(intent)
        body = (await request.body()).decode(errors="replace")
        if "decision=complete" in body:
            forcing.authenticate(call, intent, {})
        else:
            confirming.authentication_failed(call, intent)
        self._box.store.commit()
        return self._lead_back(intent)

    def _lead_back(self, intent: Record) -> Response:
        return_url = private(intent).get("return_url")
        if not return_url:
            return HTMLResponse(f"TEST MODE. This payment is now {intent['status']}.")
        return RedirectResponse(with_result(return_url, intent), 303)

    async def saved_cards(self, request: Request) -> Response:
        """Return the saved cards that the frame may show; the secrets are sent by POST."""
        form = parse_form((await request.body()).decode(errors="replace"))
        values = {name: str(form.get(name, "")) for name in ("key", "session", "client_secret")}
        try:
            check_key(values["key"], self._box.options)
            answer = shown_in_element(
                self._box, values["session"], values["client_secret"], time.time()
            )
        except ApiError as error:
            return JSONResponse(error.body(), error.status)
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    async def overview(self, _request: Request) -> Response:
        """Show that the sandbox is running, and the latest payments."""
        store = self._box.store
        kinds = ("payment_intent", "charge", "refund", "dispute", "event", "delivery")
        counts = "".join(f"<tr><th>{kind}</th><td>{store.count(kind)}</td></tr>" for kind in kinds)
        page = _template("overview.html").substitute(
            counts=counts,
            rows="".join(self._rows()),
            payouts="".join(self._payout_rows()),
            faults=len(self._box.faults.rules),
        )
        return HTMLResponse(page, headers={"Content-Security-Policy": PAGE_POLICY})

    async def pay_out(self, _request: Request) -> Response:
        """Pay out the balance now, instead of at midnight."""
        payouts.pay_out(Call(self._box))
        self._box.store.commit()
        return RedirectResponse("/_sandbox/", 303)

    def _payout_rows(self) -> list[str]:
        made = list(self._box.store.newest("payout"))[:OVERVIEW_ROWS]
        cells = ((payout["id"], _amount(payout), _instant(payout["created"])) for payout in made)
        return [_row(*texts) for texts in cells]

    def _rows(self) -> list[str]:
        rows = []
        for _, intent in zip(
            range(OVERVIEW_ROWS), self._box.store.newest("payment_intent"), strict=False
        ):
            cells = (
                intent["id"],
                intent["status"],
                _amount(intent),
                json.dumps(intent["metadata"]),
            )
            rows.append(_row(*cells))
        return rows


def page_routes(box: Sandbox) -> list[Route]:
    """Return the routes of the pages and of their files."""
    pages = Pages(box)
    return [
        Route("/v3", stripe_js),
        Route("/v3/", stripe_js),
        Route("/v3/frame", card_frame),
        Route("/v3/frame.js", frame_js),
        Route("/v3/sandbox.css", stylesheet),
        Route("/v3/saved-cards", pages.saved_cards, methods=["POST"]),
        Route("/3d_secure/{id}/{token}", pages.three_d_secure, methods=["GET", "POST"]),
        Route("/_sandbox/", pages.overview),
        Route("/_sandbox/pay-out", pages.pay_out, methods=["POST"]),
    ]
