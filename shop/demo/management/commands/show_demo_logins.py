"""`show_demo_logins`: print the addresses and logins of the demo; refused in production."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from shop.demo.people import PASSWORD, demo_logins


class Command(BaseCommand):
    """Print addresses, demo logins, second factors and test cards."""

    help = "Print the addresses, the demo logins and their current codes."
    requires_system_checks = ()  # they query the database before the refusal is printed

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the logins as a table."""
        if settings.ENV.production:
            raise CommandError("demo logins are refused in production")
        console = Console(width=110)
        base = settings.BASE_URL
        console.print(f"\n[bold]Shop[/bold]         {base}/")
        console.print(f"[bold]API[/bold]          {base}/api/v1/docs/")
        console.print(f"[bold]Back office[/bold]  {base}/dashboard/   {base}/admin/")
        if settings.ENV.stripe_is_sandbox:
            sandbox = f"{settings.ENV.STRIPE_API_BASE}/_sandbox/"
            console.print(f"[bold]Payments[/bold]     {sandbox} (test mode; payouts)")
        table = Table(title=f"Demo logins (password {PASSWORD})")
        for column in ("email", "role", "TOTP secret", "code now"):
            table.add_column(column)
        for login in demo_logins():
            table.add_row(login.email, login.role, login.totp_secret, login.current_code)
        console.print(table)
        console.print(
            "Cards: 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined, "
            "4000 0025 0000 3155 asks for 3-D Secure."
        )
