"""The form of an invitation's page: name and password of a new member of a team."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from shop.identity.accounts.models import User
from shop.web.backoffice.shared.forms import DeskForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class JoinForm(DeskForm):
    """Name and password of the new member."""

    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)
    password = forms.CharField(
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="At least eight characters, and not a common password.",
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easily guessed."""
        form_data = super().clean() or self.cleaned_data
        if password := form_data.get("password"):
            names = {name: form_data.get(name, "") for name in ("first_name", "last_name")}
            try:
                password_validation.validate_password(password, User(email=self.email, **names))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return form_data
