"""Association files of the shop's apps: iOS universal links and Android app links.

The operating systems read them to open the shop's addresses in an app, and to offer its passwords
and passkeys there. Sources: developer.apple.com/documentation/xcode/supporting-associated-domains
and developer.android.com/training/app-links.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from shop.platform.core.app_ids import parse_android_apps, parse_apple_ids

CACHED_FOR_S = 3600
# Addresses that an app may open, below the prefix of language and market.
APP_PATHS = {
    "/p/*": "Product",
    "/order/*": "Order",
    "/pay/*": "Payment of an order",
    "/accounts/password/reset/key/*": "New password",
    "/accounts/confirm-email/*": "Confirmation of an email address",
}
ANDROID_RELATIONS = [
    "delegate_permission/common.handle_all_urls",
    "delegate_permission/common.get_login_creds",
]


def _association(build: Callable[[], Any]) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view of a file; 404 while no app is configured for it."""

    @require_safe
    @cache_control(public=True, max_age=CACHED_FOR_S)
    @wraps(build)
    def view(_request: HttpRequest) -> HttpResponse:
        content = build()
        if content is None:
            raise Http404
        return JsonResponse(content, safe=False)

    return view


@_association
def apple_app_site_association() -> Any:
    """Return the file for the apps of APPLE_APP_IDS."""
    ids = parse_apple_ids(settings.ENV.APPLE_APP_IDS)
    if not ids:
        return None
    components = [{"/": f"/*-*{path}", "comment": name} for path, name in APP_PATHS.items()]
    return {
        "applinks": {"details": [{"appIDs": ids, "components": components}]},
        "webcredentials": {"apps": ids},
    }


@_association
def assetlinks() -> Any:
    """Return the file for the apps of ANDROID_APPS."""
    apps = parse_android_apps(settings.ENV.ANDROID_APPS)
    if not apps:
        return None
    return [
        {
            "relation": ANDROID_RELATIONS,
            "target": {
                "namespace": "android_app",
                "package_name": package,
                "sha256_cert_fingerprints": fingerprints,
            },
        }
        for package, fingerprints in apps.items()
    ]
