"""The ASGI application: the API, the pages and the control interface over one sandbox."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tools.stripe_sandbox.api import Api, preflight, unknown_url
from tools.stripe_sandbox.context import Options, Sandbox
from tools.stripe_sandbox.control import control_routes
from tools.stripe_sandbox.endpoints import ENDPOINTS, Endpoint
from tools.stripe_sandbox.faults import FaultScript
from tools.stripe_sandbox.pages import page_routes
from tools.stripe_sandbox.scheduler import OutcomeScheduler
from tools.stripe_sandbox.store import Store
from tools.stripe_sandbox.vies import check_vat_number
from tools.stripe_sandbox.webhooks import WebhookSender, set_target


def _view(api: Api, endpoint: Endpoint) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def view(request: Request) -> Response:
        return await api.handle(endpoint, request)

    return view


def _set_targets(store: Store, options: Options) -> None:
    """Make the webhooks of the command line the only ones; without any, keep those of the state
    file.
    """
    if options.webhook_urls:
        for known in list(store.every("webhook_target")):
            store.delete(known)
    for url in options.webhook_urls:
        set_target(store, url, options.webhook_secret, enabled=True)
    store.commit()


def build_app(options: Options) -> Starlette:
    """Return the application; its services run between startup and shutdown."""
    store = Store(options.state)
    _set_targets(store, options)
    courier, clockwork = WebhookSender(store, options), OutcomeScheduler()
    box = Sandbox(options, store, FaultScript(), deliverer=courier, scheduler=clockwork)
    api = Api(box)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await courier.start()
        clockwork.start(box)
        yield
        await courier.stop()
        store.close()

    operations = [Route(e.path, _view(api, e), methods=[e.method]) for e in ENDPOINTS]
    every_method = ["GET", "POST", "DELETE", "PUT", "PATCH"]
    return Starlette(
        routes=[
            Route("/v1/{rest:path}", preflight, methods=["OPTIONS"]),
            *operations,
            Route("/v1/{rest:path}", unknown_url, methods=every_method),
            *page_routes(box),
            *control_routes(box),
            Route("/vies/check-vat-number", check_vat_number, methods=["POST"]),
        ],
        lifespan=lifespan,
    )
