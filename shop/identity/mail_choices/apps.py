"""App configuration of choices about optional mails."""

from django.apps import AppConfig


class MailChoicesConfig(AppConfig):
    """Choices about optional mails."""

    name = "shop.identity.mail_choices"
    label = "mail_choices"
