"""Addresses of the pages on which fans look around; prefix-free, the market comes before them.

robots.txt and the sitemaps have no market before them.
"""

from django.urls import path

from shop.web.storefront.browse import lists, market_switch, products, restock, robots, sitemaps

urlpatterns = [
    path("", lists.home, name="home"),
    path("products/", lists.products, name="products"),
    path("search/", lists.search, name="search"),
    path("games/", lists.index, {"facet": "games"}, name="games-index"),
    path("games/<str:code>/", lists.games, name="games"),
    path("sport/", lists.index, {"facet": "sport"}, name="sport-index"),
    path("sport/<slug:slug>/", lists.sport, name="sport"),
    path("country/", lists.index, {"facet": "noc"}, name="country-index"),
    path("country/<str:code>/", lists.country, name="country"),
    path("category/<slug:slug>/", lists.category, name="category"),
    path("restock/", restock.ask, name="restock"),
    path("restock/<str:token>/", restock.notice, name="restock-notice"),
    path("restock/<str:token>/end/", restock.end, name="restock-end"),
    path("p/<slug:slug>/<str:sku>/", products.product, name="product"),
    path("choose/", market_switch.market_choice, name="market-choice"),
    path("not-found/", market_switch.not_found, name="not-found"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap-index"),
    path("sitemap-<str:language>-<str:code>-<int:number>.xml", sitemaps.sitemap, name="sitemap"),
]
