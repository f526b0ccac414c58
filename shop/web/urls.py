"""URLs of the storefront that no Oscar app provides; for the others see `shop.oscar.config`.

All except robots.txt, the icon and the sitemaps are under the `/{language}-{market}/` prefix.
"""

from django.urls import path

from shop.web.storefront.account import recovery
from shop.web.storefront.browse import applications, home, legal, market_switch, robots, sitemaps

urlpatterns = [
    path("choose/", market_switch.market_choice, name="market-choice"),
    path("not-found/", market_switch.not_found, name="not-found"),
    path("content-preview/<int:pk>/", home.preview, name="content-preview"),
    path("become-a-licensee/", applications.apply, name="licensee-application"),
    path("legal/<slug:kind>/", legal.show_text, name="legal-text"),
    path("legal/<slug:kind>/<int:number>/", legal.show_text, name="legal-version"),
    path("accounts/factor-reset/<str:token>/", recovery.show_reset, name="factor-reset"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap-index"),
    path("sitemap-<str:language>-<str:code>-<int:number>.xml", sitemaps.sitemap, name="sitemap"),
]
