"""The user: known by email, with a role that decides whether a second factor is required."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from licensing.audit.log import track_changes
from shop.identity.accounts.permissions import read_location_ids, read_permissions
from shop.platform.core.ids import uuid7
from shop.platform.core.typed_text import normalize_email
from shop.platform.database.compiled_reads import CompiledRead

LONGEST_NAME, LONGEST_PAGE, LONGEST_QUERY = 60, 200, 1000  # of a saved filter


class UserManager(BaseUserManager["User"]):
    """Creates users by email address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a fan, or a user with the given role."""
        user = self.model(email=normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a member of shop staff who may do everything in the back office."""
        defaults = {"is_staff": True, "is_superuser": True, "role": User.Role.STAFF}
        return self.create_user(email, password, **(defaults | fields))

    def get(self, *conditions: Any, **values: Any) -> "User":
        """Return a person; by the key alone, as each request does, with a prepared statement."""
        key = values.get("pk")
        if conditions or len(values) != 1 or not isinstance(key, int) or self.model is not User:
            return super().get(*conditions, **values)
        person = _PERSON.first(key=key)
        if person is None:
            message = f"There is no user {key}."
            raise User.DoesNotExist(message)
        return person


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account; email is the login, compared without regard to case."""

    class Role(models.TextChoices):
        """The role of a person in the shop; all but fans need a second factor."""

        FAN = "fan", _("Fan")
        STAFF = "staff", _("Shop staff")
        RIGHTS = "rights", _("Rights officer")
        BRAND = "brand", _("Brand approver")
        LICENSEE = "licensee", _("Licensee")

    class LicenseeRole(models.TextChoices):
        """The role of a person within their licensee."""

        OWNER = "owner", "Owner"
        CATALOG = "catalog", "Catalog"
        LOGISTICS = "logistics", "Logistics"
        FINANCE = "finance", "Finance"

    email = models.EmailField(_("email address"), unique=True)
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
        help_text="The rights holder that a rights officer or brand approver works for.",
    )
    locations = models.ManyToManyField(
        "inventory.Location",
        blank=True,
        related_name="+",
        help_text="Warehouses and venue stores that the person is limited to; none for all.",
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Sessions of an earlier generation are invalid; it is increased on deactivation and to end all
    # sessions.
    session_generation = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    date_joined = models.DateTimeField(default=timezone.now)
    # Language of the last sign-in, used for mails sent outside a request.
    language = models.CharField(max_length=10, default="en", db_default="en", editable=False)
    # Time of the account's erasure; the row stays, because orders refer to it.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

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
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(is_active=False, first_name="", last_name="", role="fan"),
                name="an_erased_account_has_no_name_and_is_closed",
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
        # None of these permissions follows from a role: an administrator grants each, usually by a
        # group of `shop.identity.accounts.role_groups`.
        permissions: ClassVar = [
            ("see_all_rights", "Can see the rights of every holder and licensee"),
            ("edit_catalogs_of_licensees", "Can edit the catalog of every licensee"),
            ("fulfill_for_licensees", "Can pack orders and correct stock for every licensee"),
            ("see_money_of_licensees", "Can see sales and royalties of every licensee"),
            ("manage_teams_of_licensees", "Can manage the team of every licensee"),
            ("manage_keys_of_licensees", "Can manage the API keys of every licensee"),
            ("see_rights_of_own_holder", "Can see the rights of their own holder"),
            ("write_rights", "Can draft, sign and activate agreements of their own holder"),
            ("stop_sales", "Can suspend, revoke and hold sales of their own holder's marks"),
            ("approve_products", "Can approve products for their own holder"),
            ("record_consents", "Can record consents of national committees"),
            ("rule_for_holders", "Can decide about holdings and successions of every holder"),
            ("suspend_licensees", "Can suspend a licensee with all its products"),
            ("manage_staff", "Can invite staff and change their roles"),
        ]

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return the hash stored in sessions; it changes with the password and the generation."""
        digest: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{digest}.{self.session_generation}" if self.session_generation else digest

    @property
    def needs_second_factor(self) -> bool:
        """Return whether this person needs a second factor to work."""
        return self.is_staff or self.is_superuser or self.role != self.Role.FAN

    @property
    def is_shop_staff(self) -> bool:
        """Return whether the person works for the shop, on orders, stock and customers."""
        return self.is_staff and self.role == self.Role.STAFF

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Return whether the person has a permission; the first question reads all of them."""
        if self.is_active and not self.is_superuser and not hasattr(self, "_perm_cache"):
            own, of_groups = read_permissions(self.pk)
            # Django's backends look here before they read the permissions one kind after the other.
            vars(self).update(_user_perm_cache=own, _group_perm_cache=of_groups)
        return super().has_perm(perm, obj)

    @cached_property
    def location_ids(self) -> frozenset[int]:
        """Return the ids of the locations that the person is limited to; empty means no limit."""
        if self.is_superuser or not self.is_shop_staff:
            return frozenset()
        return read_location_ids(self.pk)

    @property
    def work_path(self) -> str:
        """Return the path of the person's part of the back office; empty for fans."""
        if self.licensee_id is not None:
            return "/licensee/"
        if self.holder_id is not None:
            return "/rights/"
        return "/dashboard/" if self.is_shop_staff else ""

    def get_full_name(self) -> str:
        """Return the full name, as used by Oscar's pages."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """Return the first name."""
        return self.first_name


_PERSON = CompiledRead(lambda key: User.objects.filter(pk=key))


class LastAcceptedCode(models.Model):
    """The counter of the last one-time code accepted for an authenticator."""

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


class FactorReset(models.Model):
    """A request to remove the second factor of an account whose owner has lost it.

    One member of staff opens it, another approves it, and it is carried out after a waiting period
    in which the owner can cancel it.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    account = models.ForeignKey(User, on_delete=models.PROTECT, related_name="factor_resets")
    evidence = models.TextField(max_length=1000)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    approved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Empty when the owner cancelled it through the link in the mail.
    cancelled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        permissions: ClassVar = [("approve_factorreset", "Can approve resets of second factors")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(opened_by=models.F("account")),
                name="nobody_opens_a_reset_of_their_own_factors",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("account"))
                & ~models.Q(approved_by=models.F("opened_by")),
                name="a_reset_is_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    approved_by__isnull=True, approved_at__isnull=True, due_at__isnull=True
                )
                | models.Q(
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    due_at__isnull=False,
                    due_at__gte=models.F("approved_at"),
                ),
                name="an_approved_reset_has_a_waiting_period",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True)
                | models.Q(
                    cancelled_at__isnull=True,
                    due_at__isnull=False,
                    done_at__gte=models.F("due_at"),
                ),
                name="a_reset_is_done_after_its_waiting_period_or_never",
            ),
            models.UniqueConstraint(
                "account",
                condition=models.Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="an_account_has_one_open_reset",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(
                name="a_reset_keeps_who_opened_it",
                fields=["account", "evidence", "opened_by", "opened_at"],
            ),
            pgtrigger.Protect(
                name="a_reset_is_approved_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__approved_by__isnull=False)
                & (
                    pgtrigger.Q(old__approved_by__df=pgtrigger.F("new__approved_by"))
                    | pgtrigger.Q(old__due_at__df=pgtrigger.F("new__due_at"))
                ),
            ),
            pgtrigger.Protect(
                name="an_ended_reset_stays_as_it_is",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__done_at__isnull=False)
                | pgtrigger.Q(old__cancelled_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="a_reset_that_is_not_ended_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__done_at__isnull=True, old__cancelled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"reset of {self.account_id}"

    @property
    def state(self) -> str:
        """Return the state of the reset: open, approved, done or cancelled."""
        if self.cancelled_at is not None:
            return "cancelled"
        if self.done_at is not None:
            return "done"
        return "open" if self.approved_by_id is None else "approved"


# The log has the access of staff; fans are not logged when they register.
track_changes(
    User,
    fields=["role", "licensee", "licensee_role", "holder", "is_staff", "is_superuser", "is_active"],
    inserts=pgtrigger.Q(new__role__df=User.Role.FAN) | pgtrigger.Q(new__is_staff=True),
)
track_changes(User.groups.through, User.user_permissions.through, User.locations.through)


class SavedFilter(models.Model):
    """A search of a back-office list that a person keeps under a name."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_filters")
    page = models.CharField(max_length=LONGEST_PAGE)
    query = models.CharField(max_length=LONGEST_QUERY)
    name = models.CharField(max_length=LONGEST_NAME)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "page", "name"], name="a_filter_has_one_name_on_a_page"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The address of the list with this search."""
        return f"{self.page}?{self.query}"
