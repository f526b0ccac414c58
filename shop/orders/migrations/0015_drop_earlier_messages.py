"""Drop the six earlier tables of messages."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ordering", "0014_move_messages")]

    operations = [
        migrations.DeleteModel(name="Confirmation"),
        migrations.DeleteModel(name="LateRefusal"),
        migrations.DeleteModel(name="RefundNotice"),
        migrations.DeleteModel(name="DispatchNotice"),
        migrations.DeleteModel(name="Cancellation"),
        migrations.DeleteModel(name="PaymentReminder"),
    ]
