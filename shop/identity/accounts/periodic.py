"""Jobs of accounts: mails about resets of second factors, and scheduled resets."""

from procrastinate.contrib.django import app

from shop.identity.accounts.factor_resets import carry_out_due_resets, mail_owner
from shop.platform.database.retries import PATIENT


@app.task(name="accounts.send_factor_mail", retry=PATIENT)
def send_factor_mail(reset_id: int, mail: str) -> None:
    """Mail the owner of an account about a reset of its second factor."""
    mail_owner(reset_id, mail)


@app.periodic(cron="*/5 * * * *", periodic_id="reset_due_factors")
@app.task(name="accounts.reset_due_factors", queueing_lock="accounts.resets", pass_context=False)
def reset_due_factors(timestamp: int) -> None:
    """Every five minutes: carry out the resets whose waiting period is over."""
    carry_out_due_resets()
