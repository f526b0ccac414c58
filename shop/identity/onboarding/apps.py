"""App configuration of onboarding."""

from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    """Documents and bank details of licensees."""

    name = "shop.identity.onboarding"
    label = "onboarding"
