"""The user: known by e-mail, with a role that decides whether a second factor is required."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a fan, or whatever role the fields say."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a member of shop staff who may do everything in the back office."""
        defaults = {"is_staff": True, "is_superuser": True, "role": User.Role.STAFF}
        return self.create_user(email, password, **(defaults | fields))


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account; e-mail is the login, compared without regard to case."""

    class Role(models.TextChoices):
        """What a person is to the shop; all but fans need a second factor."""

        FAN = "fan", _("Fan")
        STAFF = "staff", _("Shop staff")
        RIGHTS = "rights", _("Rights officer")
        BRAND = "brand", _("Brand approver")
        LICENSEE = "licensee", _("Licensee")

    class LicenseeRole(models.TextChoices):
        """What a person does within the licensee they belong to."""

        OWNER = "owner", "Owner"
        CATALOG = "catalog", "Catalogue"
        LOGISTICS = "logistics", "Logistics"
        FINANCE = "finance", "Finance"

    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    role = models.CharField(max_length=16, choices=Role, default=Role.FAN)
    licensee = models.ForeignKey(
        "licensing.Licensee", null=True, blank=True, on_delete=models.PROTECT, related_name="team"
    )
    licensee_role = models.CharField(
        max_length=9, choices=LicenseeRole, blank=True, default="", db_default=""
    )
    holder = models.ForeignKey(
        "licensing.RightsHolder",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="team",
        help_text="Whose marks a rights officer or a brand approver works for.",
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Sessions of an earlier generation are over; it rises when all end and on deactivation.
    session_generation = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_email_address"),
            models.CheckConstraint(
                condition=models.Q(role="licensee", licensee__isnull=False)
                | (~models.Q(role="licensee") & models.Q(licensee__isnull=True)),
                name="a_licensee_user_belongs_to_a_licensee",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    role="licensee", licensee_role__in=["owner", "catalog", "logistics", "finance"]
                )
                | (~models.Q(role="licensee") & models.Q(licensee_role="")),
                name="a_licensee_user_and_no_other_has_a_role_there",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["rights", "brand"]) | models.Q(holder__isnull=True),
                name="only_rights_and_brand_people_work_for_a_holder",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="sessions_end_with_the_account",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    NEW.session_generation :=
                        greatest(OLD.session_generation, NEW.session_generation);
                    IF OLD.is_active AND NOT NEW.is_active THEN
                        NEW.session_generation := NEW.session_generation + 1;
                    END IF;
                    RETURN NEW;
                """,
            )
        ]
        # Nothing of this follows from a role: an administrator gives each permission, most often
        # by a group of `shop.accounts.role_groups`.
        permissions: ClassVar = [
            ("see_all_rights", "Can see the rights of every holder and licensee"),
            ("edit_catalogs_of_licensees", "Can edit the catalog of every licensee"),
            ("fulfill_for_licensees", "Can pack orders and correct stock for every licensee"),
            ("see_money_of_licensees", "Can see sales and royalties of every licensee"),
            ("manage_teams_of_licensees", "Can manage the team of every licensee"),
            ("manage_keys_of_licensees", "Can manage the API keys of every licensee"),
        ]

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must carry: another after a new password or generation."""
        digest: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{digest}.{self.session_generation}" if self.session_generation else digest

    @property
    def needs_second_factor(self) -> bool:
        """Whether this person may work only after a second factor."""
        return self.is_staff or self.is_superuser or self.role != self.Role.FAN

    @property
    def runs_the_shop(self) -> bool:
        """Whether orders, stock and customers are this person's work."""
        return self.is_staff and self.role == self.Role.STAFF

    def get_full_name(self) -> str:
        """Return the name as Oscar's pages show it."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """Return the first name."""
        return self.first_name


class LastAcceptedCode(models.Model):
    """The counter of the newest one-time code that an authenticator was used with."""

    authenticator = models.OneToOneField(
        "mfa.Authenticator", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    counter = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(counter__gte=0), name="a_code_counter_is_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authenticator_id}: {self.counter}"
