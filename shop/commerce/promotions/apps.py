"""App configuration of promotions."""

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    """Terms, budgets and uses of promotions."""

    name = "shop.commerce.promotions"
    label = "promotions"
