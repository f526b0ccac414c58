"""Held orders and cancellations; approvals, embargoes and products note denials too."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

TRIGGERS = """
    create function ordering_note_denial() returns trigger language plpgsql as $$
    declare
        since timestamptz := clock_timestamp();
    begin
        if tg_table_name = 'catalogue_approval' then
            if new.withdrawn_at is null or new.withdrawn_at is not distinct from old.withdrawn_at
            then
                return null;
            end if;
            since := new.withdrawn_at;
        elsif tg_table_name = 'catalogue_product' then
            if new.is_public or not old.is_public then return null; end if;
        end if;
        insert into licensing_rightsdenial (kind, subject, effective_at)
            values (tg_argv[0], new.id, since);
        return null;
    end $$;
    create trigger an_approval_notes_a_denial after update of withdrawn_at on catalogue_approval
        for each row execute function ordering_note_denial('approval.withdrawn');
    create trigger an_embargo_notes_a_denial after insert or update on catalogue_embargo
        for each row execute function ordering_note_denial('embargo.placed');
    create trigger a_product_notes_a_denial after update of is_public on catalogue_product
        for each row execute function ordering_note_denial('product.hidden');
"""
NO_TRIGGERS = """
    drop trigger an_approval_notes_a_denial on catalogue_approval;
    drop trigger an_embargo_notes_a_denial on catalogue_embargo;
    drop trigger a_product_notes_a_denial on catalogue_product;
    drop function ordering_note_denial();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0007_denials"),
        ("order", "0002_last_guard"),
        ("ordering", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cancellation",
            fields=[
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="cancellation",
                        serialize=False,
                        to="order.order",
                    ),
                ),
                ("articles", models.JSONField(default=list)),
                (
                    "queued_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="FollowedDenial",
            fields=[
                (
                    "denial",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="followed",
                        serialize=False,
                        to="licensing.rightsdenial",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HeldOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("denied", models.JSONField(default=list)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("SHIP", "Ship anyway"), ("REFUND", "Refund")],
                        max_length=6,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, max_length=150)),
                ("note", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="order.order",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("order"),
                        condition=models.Q(("decision", "")),
                        name="an_order_is_held_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", ""),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_decision_about_a_held_order_has_its_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "SHIP"), _negated=True),
                            models.Q(("reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_held_order_ships_with_a_licensors_reference",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
