"""allauth's security settings, each with its reason."""

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # the mail names it
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "shop.identity.accounts.password_strength.GuessablePasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "shop.identity.accounts.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "shop.identity.accounts.forms.LoginForm",
    "confirm_login_code": "shop.identity.accounts.forms.ConfirmLoginCodeForm",
    "signup": "shop.identity.accounts.forms.SignupForm",
    "add_email": "shop.identity.accounts.forms.AddEmailForm",
    "change_password": "shop.identity.accounts.forms.ChangePasswordForm",
    "set_password": "shop.identity.accounts.forms.SetPasswordForm",
    "reset_password": "shop.identity.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "shop.identity.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "shop.identity.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_ON_GET = False
# The person stays signed in; Django ends all their other sessions when the password changes.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A stolen session alone changes neither the email address nor a second factor.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Each change is reported by mail; a change of the address also to the old address.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# One address per account: a new one replaces the old one when it is verified.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
# No sign-in by a code alone. SIGN_IN_CODES decides whether a code is required after the password,
# and `shop.identity.accounts.sign_in_codes` on which devices.
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_LOGIN_BY_CODE_TRUST_ENABLED = False
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_REAUTHENTICATION_REQUIRED = True
# A second factor on an unverified address would lock out the owner of that address.
MFA_ALLOW_UNVERIFIED_EMAIL = False
MFA_TRUST_ENABLED = False
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 8
MFA_TOTP_ISSUER = "Stadium Store"
MFA_TOTP_PERIOD = 30
# A code typed at the end of its 30 seconds, or on a phone whose clock is off, is still valid.
# `shop.identity.accounts.one_time_codes` accepts each code once.
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "shop.identity.accounts.mfa_adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "shop.identity.accounts.forms.AuthenticateForm",
    "reauthenticate": "shop.identity.accounts.forms.MFAReauthenticateForm",
    "activate_totp": "shop.identity.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "shop.identity.accounts.forms.AddWebAuthnForm",
    "edit_webauthn": "shop.identity.accounts.forms.EditWebAuthnForm",
}
USERSESSIONS_TRACK_ACTIVITY = False

HEADLESS_CLIENTS = ("app",)
HEADLESS_TOKEN_STRATEGY = "shop.identity.accounts.session_keys.SessionTokenStrategy"  # noqa: S105
