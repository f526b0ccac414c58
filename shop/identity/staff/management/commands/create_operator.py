"""`create_operator`: print a link by which the first administrator of a shop joins."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from licensing.audit.log import audit_context
from shop.identity.staff.errors import AdministratorExists, StaffRefused
from shop.identity.staff.invitations import invitation_token, invite_operator
from shop.identity.staff.mails import invitation_address

EXISTS = (
    "The shop has an administrator. Sign in as one and invite others under Staff. If the only"
    " administrator left has no colleague, use --replace."
)


class Command(BaseCommand):
    """Make an invitation that works once, for an hour."""

    help = "Print a link by which the first administrator chooses a password and a second factor."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the address."""
        parser.add_argument("email", help="Email address of the administrator.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Add an administrator to a shop that has a single one left.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Invite the address and print the link."""
        try:
            validate_email(options["email"])
            with audit_context(command="create_operator"):
                invitation = invite_operator(
                    email=options["email"], replaces_one=options["replace"]
                )
        except ValidationError:
            message = f"{options['email']!r} is not an email address, for example anna@example.com."
            raise CommandError(message) from None
        except AdministratorExists:
            raise CommandError(EXISTS) from None
        except StaffRefused:
            message = f"{options['email']} has an account already. Use another address."
            raise CommandError(message) from None
        self.stdout.write("Open this link within an hour. It works once:")
        self.stdout.write(invitation_address(invitation_token(invitation)))
