"""Every change of a row that people write leaves an event; rows that exist begin with one."""

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import licensing.fields
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from licensing.audit.log import record_baseline


def begin(apps, schema_editor):
    record_baseline(apps, "licensing")


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("licensing", "0007_denials"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NOCTerritoriesLink",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("licensing.noc_territories",),
        ),
        migrations.CreateModel(
            name="NOCConsentNocsLink",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("licensing.nocconsent_nocs",),
        ),
        migrations.CreateModel(
            name="GrantGrantedPropertiesLink",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("licensing.grant_granted_properties",),
        ),
        migrations.CreateModel(
            name="GrantGrantedCategoriesLink",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("licensing.grant_granted_categories",),
        ),
        migrations.CreateModel(
            name="GamesEditionHostTerritoriesLink",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("licensing.gamesedition_host_territories",),
        ),
        migrations.CreateModel(
            name="AgreementEventTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SUBMITTED", "Sent to review"),
                            ("RETURNED", "Returned to draft"),
                            ("SIGNED", "Signed"),
                            ("ACTIVATED", "Activated"),
                            ("SUPERSEDED", "Superseded"),
                            ("CLOSED", "Closed"),
                            ("SUSPENDED", "Suspended"),
                            ("RESUMED", "Resumed"),
                            ("REVOKED", "Revoked"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "effective_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.agreement",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.agreementevent",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_a_pgh_cre_027a6b_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Draft"),
                            ("IN_REVIEW", "In review"),
                            ("SIGNED", "Signed"),
                            ("ACTIVE", "Active"),
                            ("REVOKED", "Revoked"),
                            ("CLOSED", "Closed"),
                        ],
                        default="DRAFT",
                        max_length=10,
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("term", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("time_zone", models.CharField(default="Europe/Zurich", max_length=40)),
                ("sell_off_days", models.PositiveSmallIntegerField(default=0)),
                ("suspended_from", models.DateTimeField(blank=True, null=True)),
                ("revoked_from", models.DateTimeField(blank=True, null=True)),
                ("royalty_rate", models.DecimalField(decimal_places=5, default=0, max_digits=6)),
                ("currency", models.CharField(default="CHF", max_length=3)),
                ("sell_off_conditions", models.TextField(blank=True)),
                (
                    "minimum_guarantees",
                    models.JSONField(
                        blank=True, default=list, help_text='Amount by year: [[2026, "50000.00"]].'
                    ),
                ),
                ("advance", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                (
                    "marketing_fund_rate",
                    models.DecimalField(decimal_places=5, default=0, max_digits=6),
                ),
                (
                    "common_fund_rate",
                    models.DecimalField(decimal_places=5, default=0, max_digits=6),
                ),
                (
                    "reporting_period",
                    models.CharField(
                        choices=[("MONTH", "Month"), ("QUARTER", "Quarter"), ("YEAR", "Year")],
                        default="QUARTER",
                        max_length=7,
                    ),
                ),
                ("due_days", models.PositiveSmallIntegerField(default=30)),
                (
                    "promo_use",
                    models.BooleanField(
                        default=False,
                        help_text="The marks may be used in the licensee's own promotion.",
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True, help_text="Where the signed paper is kept.", max_length=200
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "licensee",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.licensee",
                    ),
                ),
                (
                    "licensor",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.rightsholder",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.agreement",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.agreement",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_a_pgh_cre_6dcf68_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeniedSale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("product_id", models.BigIntegerField()),
                ("territory", models.CharField(max_length=2)),
                ("channel", models.CharField(max_length=16)),
                ("market", models.CharField(max_length=16)),
                ("reason", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("hour", models.DateTimeField(help_text="The full hour that it lies in.")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["product_id", "hour"], name="denied_sales_of_a_product"),
                    models.Index(fields=["hour"], name="denied_sales_by_hour"),
                ]
            },
        ),
        migrations.CreateModel(
            name="GamesEditionHostTerritoriesTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "gamesedition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.gamesedition",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territory",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.gameseditionhostterritorieslink",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_g_pgh_cre_e2e968_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GamesEditionTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        serialize=False,
                        validators=[django.core.validators.RegexValidator("^[A-Z]+\\d{2,4}$")],
                    ),
                ),
                (
                    "season",
                    models.CharField(choices=[("S", "Summer"), ("W", "Winter")], max_length=1),
                ),
                ("ordinal", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=100)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "jmpa",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        blank=True,
                        help_text="When the joint marketing programme holds the rights.",
                        null=True,
                    ),
                ),
                (
                    "ocog",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.rightsholder",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.gamesedition",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_g_pgh_cre_b6ad49_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantGrantedCategoriesTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "grant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.grant",
                    ),
                ),
                (
                    "productcategory",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.productcategory",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.grantgrantedcategorieslink",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_g_pgh_cre_107bc8_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantGrantedPropertiesTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "grant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.grant",
                    ),
                ),
                (
                    "property",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.property",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.grantgrantedpropertieslink",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_g_pgh_cre_7d72d9_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "window",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        help_text="Must lie within the agreement's term."
                    ),
                ),
                (
                    "exclusivity",
                    models.CharField(
                        choices=[
                            ("EXCLUSIVE", "Exclusive"),
                            ("SOLE", "Sole"),
                            ("NON_EXCLUSIVE", "Non-exclusive"),
                        ],
                        default="NON_EXCLUSIVE",
                        max_length=13,
                    ),
                ),
                (
                    "sale_event",
                    models.CharField(
                        choices=[("ORDER", "Order"), ("DISPATCH", "Dispatch")],
                        default="ORDER",
                        max_length=8,
                    ),
                ),
                (
                    "includes_future_categories",
                    models.BooleanField(
                        default=False,
                        help_text="New leaves below a granted branch are granted too.",
                    ),
                ),
                ("eea_passive_sales", models.BooleanField(default=True)),
                (
                    "counsel_reference",
                    models.CharField(
                        blank=True, help_text="Needed to switch passive sales off.", max_length=150
                    ),
                ),
                ("unit_cap", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "royalty_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="Instead of the agreement's.",
                        max_digits=6,
                        null=True,
                    ),
                ),
                ("properties", licensing.fields.IntMultiRangeField()),
                ("categories", licensing.fields.IntMultiRangeField()),
                ("territories", licensing.fields.IntMultiRangeField()),
                ("channels", licensing.fields.IntMultiRangeField()),
                (
                    "live",
                    models.BooleanField(
                        default=False, help_text="Set while the agreement is active or suspended."
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.agreement",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "licensee",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.licensee",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.grant",
                    ),
                ),
                (
                    "territory_set_version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territorysetversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_g_pgh_cre_a2e012_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldbackTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("TOP_CATEGORY", "Partner category"),
                            ("RULE40", "Rule 40"),
                            ("LEGAL", "Legal"),
                            ("RECALL", "Recall"),
                            ("COMMERCIAL", "Commercial"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField()),
                ("authority", models.CharField(blank=True, max_length=150)),
                ("product_id", models.BigIntegerField(blank=True, null=True)),
                ("territories", licensing.fields.IntMultiRangeField()),
                ("channels", licensing.fields.IntMultiRangeField()),
                ("window", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.productcategory",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "licensee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.licensee",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.holdback",
                    ),
                ),
                (
                    "property",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.property",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_h_pgh_cre_9681a9_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LicenseeTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("code", models.SlugField(db_index=False)),
                ("legal_name", models.CharField(max_length=150)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("active", "Active"),
                            ("suspended", "Suspended"),
                            ("terminated", "Terminated"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("audit_valid_until", models.DateTimeField(blank=True, null=True)),
                ("insurance_valid_until", models.DateTimeField(blank=True, null=True)),
                (
                    "tax_ids",
                    models.JSONField(blank=True, default=dict, help_text="By country code."),
                ),
                (
                    "manufacturer",
                    models.TextField(
                        blank=True,
                        help_text="Name, postal address and email or web address (GPSR Art. 19).",
                    ),
                ),
                ("eu_responsible_person", models.TextField(blank=True)),
                ("uk_responsible_person", models.TextField(blank=True)),
                (
                    "payout_account",
                    models.CharField(
                        blank=True, help_text="Stripe's id of the connected account.", max_length=60
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territory",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.licensee",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_l_pgh_cre_02eb5c_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NOCConsentNocsTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "noc",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.noc",
                    ),
                ),
                (
                    "nocconsent",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.nocconsent",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.nocconsentnocslink",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_n_pgh_cre_ccc6dd_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NOCConsentTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("territories", licensing.fields.IntMultiRangeField()),
                ("window", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("reference", models.CharField(max_length=150)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.nocconsent",
                    ),
                ),
                (
                    "property",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.property",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_n_pgh_cre_b74ff1_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NOCTerritoriesTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "noc",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.noc",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territory",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.nocterritorieslink",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_n_pgh_cre_2be0da_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NOCTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "ioc_code",
                    models.CharField(
                        max_length=3,
                        serialize=False,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                ("name_ioc", models.CharField(max_length=100)),
                ("continent", models.CharField(blank=True, max_length=10)),
                ("recognised_from", models.DateField(blank=True, null=True)),
                (
                    "recognised_until",
                    models.DateField(
                        blank=True,
                        help_text="Of a committee of history, such as the GDR's.",
                        null=True,
                    ),
                ),
                ("suspended_from", models.DateField(blank=True, null=True)),
                ("suspended_until", models.DateField(blank=True, null=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.noc",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_n_pgh_cre_c7d16c_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductCategoryTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=80)),
                ("number", models.PositiveIntegerField()),
                ("is_leaf", models.BooleanField(default=True)),
                ("hs_hint", models.CharField(blank=True, max_length=10)),
                ("age_rules", models.CharField(blank=True, max_length=60)),
                (
                    "compliance_areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        help_text="Areas (EEA, UK, US) in which a product needs a complete compliance record.",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.productcategory",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.productcategory",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_p_pgh_cre_7e625e_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PropertyHoldingTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("territories", licensing.fields.IntMultiRangeField()),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.rightsholder",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.propertyholding",
                    ),
                ),
                (
                    "property",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.property",
                    ),
                ),
                (
                    "territory_set_version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territorysetversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_p_pgh_cre_810668_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PropertyTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("code", models.SlugField(db_index=False)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=150)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RINGS", "Symbol"),
                            ("GAMES_EMBLEM", "Games emblem"),
                            ("MASCOT", "Mascot"),
                            ("PICTOGRAM", "Pictogram"),
                            ("POSTER", "Poster"),
                            ("TORCH", "Torch"),
                            ("LOOK", "Look of the Games"),
                            ("WORDMARK", "Word mark"),
                            ("HERITAGE", "Heritage"),
                            ("NOC_EMBLEM", "National emblem"),
                            ("TEAM_NAME", "Team name"),
                            ("PARALYMPIC", "Paralympic mark"),
                            ("ATHLETE", "Athlete"),
                        ],
                        max_length=12,
                    ),
                ),
                ("guidelines_url", models.URLField(blank=True)),
                ("promo_use_allowed", models.BooleanField(default=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "games",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.gamesedition",
                    ),
                ),
                (
                    "noc",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.noc",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.property",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_p_pgh_cre_541fc1_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RightsHolderTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("code", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=150)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("IOC", "International Olympic Committee"),
                            ("OCOG", "Organizing committee"),
                            ("NOC", "National committee"),
                            ("IPC", "International Paralympic Committee"),
                            ("JOINT", "Joint marketing program"),
                            ("OTHER", "Other"),
                        ],
                        max_length=5,
                    ),
                ),
                ("currency", models.CharField(default="CHF", max_length=3)),
                ("time_zone", models.CharField(default="Europe/Zurich", max_length=40)),
                ("active", models.BooleanField(default=True)),
                (
                    "approval_stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        blank=True,
                        default=list,
                        help_text="What must be approved before a release, besides the release itself.",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "games",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.gamesedition",
                    ),
                ),
                (
                    "noc",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.noc",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.rightsholder",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.rightsholder",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_r_pgh_cre_5e0fb6_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RightsPolicyTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("id", models.PositiveSmallIntegerField(default=1, serialize=False)),
                ("eea_passive_sales", models.BooleanField(default=True)),
                ("reference", models.CharField(max_length=150)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.rightspolicy",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_r_pgh_cre_5e67b9_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SellOffStockTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("product_id", models.BigIntegerField()),
                ("declared", models.PositiveIntegerField()),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.agreement",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.selloffstock",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_s_pgh_cre_850119_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoreMandateTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("territories", licensing.fields.IntMultiRangeField()),
                ("channels", licensing.fields.IntMultiRangeField()),
                ("window", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.storemandate",
                    ),
                ),
                (
                    "territory_set_version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territorysetversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_s_pgh_cre_9e3e9a_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubTerritoryTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=100)),
                ("postcode_ranges", models.JSONField()),
                ("served", models.BooleanField(blank=True, null=True)),
                (
                    "sanction_policy",
                    models.CharField(
                        blank=True,
                        choices=[("none", "None"), ("partial", "Partial"), ("full", "Full")],
                        max_length=8,
                    ),
                ),
                ("vat_area", models.CharField(blank=True, max_length=10)),
                ("customs_area", models.CharField(blank=True, max_length=10)),
                (
                    "acts_as",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territory",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.subterritory",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territory",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_s_pgh_cre_e1fe03_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TerritorySetTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=100)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.territoryset",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_t_pgh_cre_4bb290_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TerritorySetVersionTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField()),
                (
                    "include",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), blank=True, default=list
                    ),
                ),
                (
                    "exclude",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), blank=True, default=list
                    ),
                ),
                ("territories", licensing.fields.IntMultiRangeField()),
                (
                    "valid_from",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.territorysetversion",
                    ),
                ),
                (
                    "territory_set",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territoryset",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_t_pgh_cre_5c337a_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TerritoryTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "code",
                    models.CharField(
                        max_length=2,
                        serialize=False,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{2}$")],
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("iso3", models.CharField(blank=True, max_length=3)),
                ("name", models.CharField(max_length=100)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("in_eu", models.BooleanField(default=False)),
                ("in_eea", models.BooleanField(default=False)),
                (
                    "served",
                    models.BooleanField(
                        default=True, help_text="The shop delivers to this territory."
                    ),
                ),
                (
                    "sanction_policy",
                    models.CharField(
                        choices=[("none", "None"), ("partial", "Partial"), ("full", "Full")],
                        default="none",
                        max_length=8,
                    ),
                ),
                ("display_note", models.CharField(blank=True, max_length=200)),
                ("vat_area", models.CharField(blank=True, max_length=10)),
                ("customs_area", models.CharField(blank=True, max_length=10)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territory",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="licensing.territory",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="licensing_t_pgh_cre_1496ad_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrailDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("events", models.PositiveBigIntegerField()),
                ("tables", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "sealed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_agreementtrail" ("advance", "common_fund_rate", "created_at", "created_by_id", "currency", "document", "due_days", "id", "licensee_id", "licensor_id", "marketing_fund_rate", "minimum_guarantees", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use", "reporting_period", "revoked_from", "royalty_rate", "sell_off_conditions", "sell_off_days", "signed_on", "status", "supersedes_id", "suspended_from", "term", "time_zone", "version") VALUES (NEW."advance", NEW."common_fund_rate", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."document", NEW."due_days", NEW."id", NEW."licensee_id", NEW."licensor_id", NEW."marketing_fund_rate", NEW."minimum_guarantees", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."promo_use", NEW."reporting_period", NEW."revoked_from", NEW."royalty_rate", NEW."sell_off_conditions", NEW."sell_off_days", NEW."signed_on", NEW."status", NEW."supersedes_id", NEW."suspended_from", NEW."term", NEW."time_zone", NEW."version"); RETURN NULL;',
                    hash="fcd48f5866edd8cd0341ac9dbc900e985c54ae25",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c1ad3",
                    table="licensing_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_agreementtrail" ("advance", "common_fund_rate", "created_at", "created_by_id", "currency", "document", "due_days", "id", "licensee_id", "licensor_id", "marketing_fund_rate", "minimum_guarantees", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use", "reporting_period", "revoked_from", "royalty_rate", "sell_off_conditions", "sell_off_days", "signed_on", "status", "supersedes_id", "suspended_from", "term", "time_zone", "version") VALUES (NEW."advance", NEW."common_fund_rate", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."document", NEW."due_days", NEW."id", NEW."licensee_id", NEW."licensor_id", NEW."marketing_fund_rate", NEW."minimum_guarantees", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."promo_use", NEW."reporting_period", NEW."revoked_from", NEW."royalty_rate", NEW."sell_off_conditions", NEW."sell_off_days", NEW."signed_on", NEW."status", NEW."supersedes_id", NEW."suspended_from", NEW."term", NEW."time_zone", NEW."version"); RETURN NULL;',
                    hash="145213cd97dcc1df1cfe78a116d556b9d46cfb7f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e7b6d",
                    table="licensing_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_agreementtrail" ("advance", "common_fund_rate", "created_at", "created_by_id", "currency", "document", "due_days", "id", "licensee_id", "licensor_id", "marketing_fund_rate", "minimum_guarantees", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use", "reporting_period", "revoked_from", "royalty_rate", "sell_off_conditions", "sell_off_days", "signed_on", "status", "supersedes_id", "suspended_from", "term", "time_zone", "version") VALUES (OLD."advance", OLD."common_fund_rate", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."document", OLD."due_days", OLD."id", OLD."licensee_id", OLD."licensor_id", OLD."marketing_fund_rate", OLD."minimum_guarantees", OLD."number", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."promo_use", OLD."reporting_period", OLD."revoked_from", OLD."royalty_rate", OLD."sell_off_conditions", OLD."sell_off_days", OLD."signed_on", OLD."status", OLD."supersedes_id", OLD."suspended_from", OLD."term", OLD."time_zone", OLD."version"); RETURN NULL;',
                    hash="e62df4b718b77b46ee7b5da28cbbe3847fde81dd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d53cf",
                    table="licensing_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_agreementeventtrail" ("agreement_id", "created_at", "created_by_id", "effective_at", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."effective_at", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="c7afc093f6d4a26b6f4e7b4484c92842aca315d6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b93a",
                    table="licensing_agreementevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_agreementeventtrail" ("agreement_id", "created_at", "created_by_id", "effective_at", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."effective_at", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="2188154df0d98d43353c1cd02594467f5035c2c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_783ba",
                    table="licensing_agreementevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_agreementeventtrail" ("agreement_id", "created_at", "created_by_id", "effective_at", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."effective_at", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                    hash="63060e0030b310a544e2e5b2f997175a8c8c6883",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9cc38",
                    table="licensing_agreementevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gamesedition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_gameseditiontrail" ("code", "ends_on", "jmpa", "name", "ocog_id", "ordinal", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "season", "starts_on") VALUES (NEW."code", NEW."ends_on", NEW."jmpa", NEW."name", NEW."ocog_id", NEW."ordinal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."code", NEW."season", NEW."starts_on"); RETURN NULL;',
                    hash="402e79609ff19d52d3b7bfb2a78af5278e43d2d9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_02063",
                    table="licensing_gamesedition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gamesedition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_gameseditiontrail" ("code", "ends_on", "jmpa", "name", "ocog_id", "ordinal", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "season", "starts_on") VALUES (NEW."code", NEW."ends_on", NEW."jmpa", NEW."name", NEW."ocog_id", NEW."ordinal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."code", NEW."season", NEW."starts_on"); RETURN NULL;',
                    hash="f22f2cbd7de9ae7f7bd154c59b970927abc61207",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_210c7",
                    table="licensing_gamesedition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gamesedition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_gameseditiontrail" ("code", "ends_on", "jmpa", "name", "ocog_id", "ordinal", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "season", "starts_on") VALUES (OLD."code", OLD."ends_on", OLD."jmpa", OLD."name", OLD."ocog_id", OLD."ordinal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."code", OLD."season", OLD."starts_on"); RETURN NULL;',
                    hash="aa4e2b07316b34ec7c44b16aa180e723ee9abf08",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8dbc7",
                    table="licensing_gamesedition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_granttrail" ("agreement_id", "categories", "channels", "counsel_reference", "created_at", "created_by_id", "eea_passive_sales", "exclusivity", "id", "includes_future_categories", "licensee_id", "live", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "properties", "royalty_rate", "sale_event", "territories", "territory_set_version_id", "unit_cap", "window") VALUES (NEW."agreement_id", NEW."categories", NEW."channels", NEW."counsel_reference", NEW."created_at", NEW."created_by_id", NEW."eea_passive_sales", NEW."exclusivity", NEW."id", NEW."includes_future_categories", NEW."licensee_id", NEW."live", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."properties", NEW."royalty_rate", NEW."sale_event", NEW."territories", NEW."territory_set_version_id", NEW."unit_cap", NEW."window"); RETURN NULL;',
                    hash="f0745ae0786ec1de574bff3edc9928b4a0725311",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f1b8c",
                    table="licensing_grant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."categories" IS DISTINCT FROM (NEW."categories") OR OLD."channels" IS DISTINCT FROM (NEW."channels") OR OLD."counsel_reference" IS DISTINCT FROM (NEW."counsel_reference") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."eea_passive_sales" IS DISTINCT FROM (NEW."eea_passive_sales") OR OLD."exclusivity" IS DISTINCT FROM (NEW."exclusivity") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."includes_future_categories" IS DISTINCT FROM (NEW."includes_future_categories") OR OLD."licensee_id" IS DISTINCT FROM (NEW."licensee_id") OR OLD."live" IS DISTINCT FROM (NEW."live") OR OLD."properties" IS DISTINCT FROM (NEW."properties") OR OLD."royalty_rate" IS DISTINCT FROM (NEW."royalty_rate") OR OLD."sale_event" IS DISTINCT FROM (NEW."sale_event") OR OLD."territories" IS DISTINCT FROM (NEW."territories") OR OLD."territory_set_version_id" IS DISTINCT FROM (NEW."territory_set_version_id") OR OLD."unit_cap" IS DISTINCT FROM (NEW."unit_cap") OR OLD."window" IS DISTINCT FROM (NEW."window"))',
                    func='INSERT INTO "licensing_granttrail" ("agreement_id", "categories", "channels", "counsel_reference", "created_at", "created_by_id", "eea_passive_sales", "exclusivity", "id", "includes_future_categories", "licensee_id", "live", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "properties", "royalty_rate", "sale_event", "territories", "territory_set_version_id", "unit_cap", "window") VALUES (NEW."agreement_id", NEW."categories", NEW."channels", NEW."counsel_reference", NEW."created_at", NEW."created_by_id", NEW."eea_passive_sales", NEW."exclusivity", NEW."id", NEW."includes_future_categories", NEW."licensee_id", NEW."live", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."properties", NEW."royalty_rate", NEW."sale_event", NEW."territories", NEW."territory_set_version_id", NEW."unit_cap", NEW."window"); RETURN NULL;',
                    hash="32e8703bf438e549d1fc6e3ec68e6e15b9fac4a8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ba20a",
                    table="licensing_grant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_granttrail" ("agreement_id", "categories", "channels", "counsel_reference", "created_at", "created_by_id", "eea_passive_sales", "exclusivity", "id", "includes_future_categories", "licensee_id", "live", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "properties", "royalty_rate", "sale_event", "territories", "territory_set_version_id", "unit_cap", "window") VALUES (OLD."agreement_id", OLD."categories", OLD."channels", OLD."counsel_reference", OLD."created_at", OLD."created_by_id", OLD."eea_passive_sales", OLD."exclusivity", OLD."id", OLD."includes_future_categories", OLD."licensee_id", OLD."live", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."properties", OLD."royalty_rate", OLD."sale_event", OLD."territories", OLD."territory_set_version_id", OLD."unit_cap", OLD."window"); RETURN NULL;',
                    hash="0603802633a690a3a57901d0259de3e22bc25ebf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6c17",
                    table="licensing_grant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holdback",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_holdbacktrail" ("authority", "category_id", "channels", "created_at", "created_by_id", "id", "kind", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "reason", "territories", "window") VALUES (NEW."authority", NEW."category_id", NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."product_id", NEW."property_id", NEW."reason", NEW."territories", NEW."window"); RETURN NULL;',
                    hash="06d395d3abab92b2c1706806ceea76e67777271e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_380cf",
                    table="licensing_holdback",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holdback",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_holdbacktrail" ("authority", "category_id", "channels", "created_at", "created_by_id", "id", "kind", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "reason", "territories", "window") VALUES (NEW."authority", NEW."category_id", NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."product_id", NEW."property_id", NEW."reason", NEW."territories", NEW."window"); RETURN NULL;',
                    hash="815ac13a2ac338bd56cae2c7a8ea289d6b762152",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_45164",
                    table="licensing_holdback",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holdback",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_holdbacktrail" ("authority", "category_id", "channels", "created_at", "created_by_id", "id", "kind", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "reason", "territories", "window") VALUES (OLD."authority", OLD."category_id", OLD."channels", OLD."created_at", OLD."created_by_id", OLD."id", OLD."kind", OLD."licensee_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."product_id", OLD."property_id", OLD."reason", OLD."territories", OLD."window"); RETURN NULL;',
                    hash="e578738d3cdabb6e60888b1fd5dda9b6a54a761c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2cfd7",
                    table="licensing_holdback",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="licensee",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_licenseetrail" ("audit_valid_until", "code", "country_id", "created_at", "created_by_id", "eu_responsible_person", "id", "insurance_valid_until", "legal_name", "manufacturer", "payout_account", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tax_ids", "uk_responsible_person") VALUES (NEW."audit_valid_until", NEW."code", NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."eu_responsible_person", NEW."id", NEW."insurance_valid_until", NEW."legal_name", NEW."manufacturer", NEW."payout_account", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."status", NEW."tax_ids", NEW."uk_responsible_person"); RETURN NULL;',
                    hash="11d39c39d1eeedd673f5b3742d1e36f1159253e6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_86923",
                    table="licensing_licensee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="licensee",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_licenseetrail" ("audit_valid_until", "code", "country_id", "created_at", "created_by_id", "eu_responsible_person", "id", "insurance_valid_until", "legal_name", "manufacturer", "payout_account", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tax_ids", "uk_responsible_person") VALUES (NEW."audit_valid_until", NEW."code", NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."eu_responsible_person", NEW."id", NEW."insurance_valid_until", NEW."legal_name", NEW."manufacturer", NEW."payout_account", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."status", NEW."tax_ids", NEW."uk_responsible_person"); RETURN NULL;',
                    hash="749949faff2ab6f32fe568a723c69e85a2f55154",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40873",
                    table="licensing_licensee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="licensee",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_licenseetrail" ("audit_valid_until", "code", "country_id", "created_at", "created_by_id", "eu_responsible_person", "id", "insurance_valid_until", "legal_name", "manufacturer", "payout_account", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tax_ids", "uk_responsible_person") VALUES (OLD."audit_valid_until", OLD."code", OLD."country_id", OLD."created_at", OLD."created_by_id", OLD."eu_responsible_person", OLD."id", OLD."insurance_valid_until", OLD."legal_name", OLD."manufacturer", OLD."payout_account", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."status", OLD."tax_ids", OLD."uk_responsible_person"); RETURN NULL;',
                    hash="1a4546ec18a02bd3e6965d849b63802c2a2ad65a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b602",
                    table="licensing_licensee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noc",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_noctrail" ("continent", "ioc_code", "name_ioc", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognised_from", "recognised_until", "suspended_from", "suspended_until") VALUES (NEW."continent", NEW."ioc_code", NEW."name_ioc", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."ioc_code", NEW."recognised_from", NEW."recognised_until", NEW."suspended_from", NEW."suspended_until"); RETURN NULL;',
                    hash="1d74d5cbf9f599d4a3cce56154991696c7c55a75",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0c308",
                    table="licensing_noc",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noc",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_noctrail" ("continent", "ioc_code", "name_ioc", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognised_from", "recognised_until", "suspended_from", "suspended_until") VALUES (NEW."continent", NEW."ioc_code", NEW."name_ioc", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."ioc_code", NEW."recognised_from", NEW."recognised_until", NEW."suspended_from", NEW."suspended_until"); RETURN NULL;',
                    hash="443e7400d9a3075bd329ca212cd80121074f844b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_215f2",
                    table="licensing_noc",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noc",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_noctrail" ("continent", "ioc_code", "name_ioc", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognised_from", "recognised_until", "suspended_from", "suspended_until") VALUES (OLD."continent", OLD."ioc_code", OLD."name_ioc", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."ioc_code", OLD."recognised_from", OLD."recognised_until", OLD."suspended_from", OLD."suspended_until"); RETURN NULL;',
                    hash="3f355d5410bc283dd674d8380eb7861ab7e099e9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_558ee",
                    table="licensing_noc",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nocconsent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_nocconsenttrail" ("created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "reference", "territories", "window") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."property_id", NEW."reference", NEW."territories", NEW."window"); RETURN NULL;',
                    hash="5d4c19d7b8b136b407bac0e46f931de397dbc0fe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b8e77",
                    table="licensing_nocconsent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nocconsent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_nocconsenttrail" ("created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "reference", "territories", "window") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."property_id", NEW."reference", NEW."territories", NEW."window"); RETURN NULL;',
                    hash="0f40ef825521a6efb915ada5d4c91f189a2587fa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d1d04",
                    table="licensing_nocconsent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nocconsent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_nocconsenttrail" ("created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "reference", "territories", "window") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."property_id", OLD."reference", OLD."territories", OLD."window"); RETURN NULL;',
                    hash="ee495e648d55aeeec277bb00f4aab44517d8baf8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0b20a",
                    table="licensing_nocconsent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productcategory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_productcategorytrail" ("age_rules", "code", "compliance_areas", "hs_hint", "id", "is_leaf", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."age_rules", NEW."code", NEW."compliance_areas", NEW."hs_hint", NEW."id", NEW."is_leaf", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="15d12cda01d14ccd826f1ea63b6068d6ac505ef6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_11cbe",
                    table="licensing_productcategory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productcategory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_productcategorytrail" ("age_rules", "code", "compliance_areas", "hs_hint", "id", "is_leaf", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."age_rules", NEW."code", NEW."compliance_areas", NEW."hs_hint", NEW."id", NEW."is_leaf", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                    hash="3016d0960709ac50a8fe1b73fa4f2a46e1ec4a68",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_80501",
                    table="licensing_productcategory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productcategory",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_productcategorytrail" ("age_rules", "code", "compliance_areas", "hs_hint", "id", "is_leaf", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."age_rules", OLD."code", OLD."compliance_areas", OLD."hs_hint", OLD."id", OLD."is_leaf", OLD."name", OLD."number", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="c8d267efa510e737632e6cb4f8f46ade341b623d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fce29",
                    table="licensing_productcategory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="property",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_propertytrail" ("code", "created_at", "created_by_id", "games_id", "guidelines_url", "id", "kind", "name", "noc_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use_allowed") VALUES (NEW."code", NEW."created_at", NEW."created_by_id", NEW."games_id", NEW."guidelines_url", NEW."id", NEW."kind", NEW."name", NEW."noc_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."promo_use_allowed"); RETURN NULL;',
                    hash="db3f76218c230fbc50b3b666daa844a326e01192",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e08f1",
                    table="licensing_property",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="property",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_propertytrail" ("code", "created_at", "created_by_id", "games_id", "guidelines_url", "id", "kind", "name", "noc_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use_allowed") VALUES (NEW."code", NEW."created_at", NEW."created_by_id", NEW."games_id", NEW."guidelines_url", NEW."id", NEW."kind", NEW."name", NEW."noc_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."promo_use_allowed"); RETURN NULL;',
                    hash="8e478ffbe52b425ee7849cb1cbe68cd420abfc6a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5332a",
                    table="licensing_property",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="property",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_propertytrail" ("code", "created_at", "created_by_id", "games_id", "guidelines_url", "id", "kind", "name", "noc_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use_allowed") VALUES (OLD."code", OLD."created_at", OLD."created_by_id", OLD."games_id", OLD."guidelines_url", OLD."id", OLD."kind", OLD."name", OLD."noc_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."promo_use_allowed"); RETURN NULL;',
                    hash="0c7a1c0956d1097c86f7573e0f9bc37e61b367ae",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4154c",
                    table="licensing_property",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="propertyholding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_propertyholdingtrail" ("created_at", "created_by_id", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "territories", "territory_set_version_id", "valid") VALUES (NEW."created_at", NEW."created_by_id", NEW."holder_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."property_id", NEW."territories", NEW."territory_set_version_id", NEW."valid"); RETURN NULL;',
                    hash="68723fa174dddbaf860067fa1680b7694795905f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_07e5c",
                    table="licensing_propertyholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="propertyholding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_propertyholdingtrail" ("created_at", "created_by_id", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "territories", "territory_set_version_id", "valid") VALUES (NEW."created_at", NEW."created_by_id", NEW."holder_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."property_id", NEW."territories", NEW."territory_set_version_id", NEW."valid"); RETURN NULL;',
                    hash="014330d63cb8748d78de4b24ad6f1d2b23ea508f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e227f",
                    table="licensing_propertyholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="propertyholding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_propertyholdingtrail" ("created_at", "created_by_id", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "territories", "territory_set_version_id", "valid") VALUES (OLD."created_at", OLD."created_by_id", OLD."holder_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."property_id", OLD."territories", OLD."territory_set_version_id", OLD."valid"); RETURN NULL;',
                    hash="5cde328121f988f57e78c635b238c1892110cdef",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_931e1",
                    table="licensing_propertyholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightsholder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_rightsholdertrail" ("active", "approval_stages", "code", "created_at", "created_by_id", "currency", "games_id", "id", "kind", "name", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "successor_id", "time_zone") VALUES (NEW."active", NEW."approval_stages", NEW."code", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."games_id", NEW."id", NEW."kind", NEW."name", NEW."noc_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."successor_id", NEW."time_zone"); RETURN NULL;',
                    hash="cbd421eab37e3c55e373a8b62faa32557d886db2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da895",
                    table="licensing_rightsholder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightsholder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_rightsholdertrail" ("active", "approval_stages", "code", "created_at", "created_by_id", "currency", "games_id", "id", "kind", "name", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "successor_id", "time_zone") VALUES (NEW."active", NEW."approval_stages", NEW."code", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."games_id", NEW."id", NEW."kind", NEW."name", NEW."noc_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."successor_id", NEW."time_zone"); RETURN NULL;',
                    hash="6db7fa433ee716d7ca8410cc0b0e14a0c617ae12",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eae82",
                    table="licensing_rightsholder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightsholder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_rightsholdertrail" ("active", "approval_stages", "code", "created_at", "created_by_id", "currency", "games_id", "id", "kind", "name", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "successor_id", "time_zone") VALUES (OLD."active", OLD."approval_stages", OLD."code", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."games_id", OLD."id", OLD."kind", OLD."name", OLD."noc_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."successor_id", OLD."time_zone"); RETURN NULL;',
                    hash="4394fa54a6bf5734477debe0c5f75b43cf1539da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bf64a",
                    table="licensing_rightsholder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightspolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_rightspolicytrail" ("created_at", "created_by_id", "eea_passive_sales", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference") VALUES (NEW."created_at", NEW."created_by_id", NEW."eea_passive_sales", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."reference"); RETURN NULL;',
                    hash="0bd9e60d55b28dacd83ce423632599f97537285e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_33969",
                    table="licensing_rightspolicy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightspolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_rightspolicytrail" ("created_at", "created_by_id", "eea_passive_sales", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference") VALUES (NEW."created_at", NEW."created_by_id", NEW."eea_passive_sales", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."reference"); RETURN NULL;',
                    hash="cae83516e36f0beff650d7785798955e37cbbad7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e8719",
                    table="licensing_rightspolicy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightspolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_rightspolicytrail" ("created_at", "created_by_id", "eea_passive_sales", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference") VALUES (OLD."created_at", OLD."created_by_id", OLD."eea_passive_sales", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."reference"); RETURN NULL;',
                    hash="a7753c44f53f79747668b174aa11bb612a30a0e2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2fbf0",
                    table="licensing_rightspolicy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selloffstock",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_selloffstocktrail" ("agreement_id", "created_at", "created_by_id", "declared", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."declared", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."product_id"); RETURN NULL;',
                    hash="efcf3da6dfc77b8086ab0dd91d90528469fa0915",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2b5bd",
                    table="licensing_selloffstock",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selloffstock",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."declared" IS DISTINCT FROM (NEW."declared") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."product_id" IS DISTINCT FROM (NEW."product_id"))',
                    func='INSERT INTO "licensing_selloffstocktrail" ("agreement_id", "created_at", "created_by_id", "declared", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."declared", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."product_id"); RETURN NULL;',
                    hash="1d1dffed67a97469011cb094d1be901b6a8a24bd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9c10b",
                    table="licensing_selloffstock",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selloffstock",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_selloffstocktrail" ("agreement_id", "created_at", "created_by_id", "declared", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."declared", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."product_id"); RETURN NULL;',
                    hash="0007c838efbf482cac3ecd81db52056bc715f9ad",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_41962",
                    table="licensing_selloffstock",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="storemandate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_storemandatetrail" ("channels", "created_at", "created_by_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_version_id", "window") VALUES (NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."territories", NEW."territory_set_version_id", NEW."window"); RETURN NULL;',
                    hash="a0f3f19a1be9ba364672d67b37a067c1d7e0d2cd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_abf32",
                    table="licensing_storemandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="storemandate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_storemandatetrail" ("channels", "created_at", "created_by_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_version_id", "window") VALUES (NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."territories", NEW."territory_set_version_id", NEW."window"); RETURN NULL;',
                    hash="342024478affde8f9a96b7741db17e330acf3e6c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5fba1",
                    table="licensing_storemandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="storemandate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_storemandatetrail" ("channels", "created_at", "created_by_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_version_id", "window") VALUES (OLD."channels", OLD."created_at", OLD."created_by_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."territories", OLD."territory_set_version_id", OLD."window"); RETURN NULL;',
                    hash="48d4c607c81a264a6b3e0562269cd900ed2e5618",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aee5d",
                    table="licensing_storemandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subterritory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_subterritorytrail" ("acts_as_id", "code", "customs_area", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode_ranges", "sanction_policy", "served", "territory_id", "vat_area") VALUES (NEW."acts_as_id", NEW."code", NEW."customs_area", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."postcode_ranges", NEW."sanction_policy", NEW."served", NEW."territory_id", NEW."vat_area"); RETURN NULL;',
                    hash="e1f3377f4feb1d30fd9453e61f8cce6e07ab1fa1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_50b89",
                    table="licensing_subterritory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subterritory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_subterritorytrail" ("acts_as_id", "code", "customs_area", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode_ranges", "sanction_policy", "served", "territory_id", "vat_area") VALUES (NEW."acts_as_id", NEW."code", NEW."customs_area", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."postcode_ranges", NEW."sanction_policy", NEW."served", NEW."territory_id", NEW."vat_area"); RETURN NULL;',
                    hash="b6c73c9c7d76321868548687b8db556c73b464a6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e8c0",
                    table="licensing_subterritory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subterritory",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_subterritorytrail" ("acts_as_id", "code", "customs_area", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode_ranges", "sanction_policy", "served", "territory_id", "vat_area") VALUES (OLD."acts_as_id", OLD."code", OLD."customs_area", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."postcode_ranges", OLD."sanction_policy", OLD."served", OLD."territory_id", OLD."vat_area"); RETURN NULL;',
                    hash="736f2957457584f0e51aefb568019a74465793ef",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c94ee",
                    table="licensing_subterritory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_territorytrail" ("code", "currency", "customs_area", "display_note", "in_eea", "in_eu", "iso3", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanction_policy", "served", "vat_area") VALUES (NEW."code", NEW."currency", NEW."customs_area", NEW."display_note", NEW."in_eea", NEW."in_eu", NEW."iso3", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."code", NEW."sanction_policy", NEW."served", NEW."vat_area"); RETURN NULL;',
                    hash="492dd500f793508505f91acd517b037ba9021542",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5e952",
                    table="licensing_territory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_territorytrail" ("code", "currency", "customs_area", "display_note", "in_eea", "in_eu", "iso3", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanction_policy", "served", "vat_area") VALUES (NEW."code", NEW."currency", NEW."customs_area", NEW."display_note", NEW."in_eea", NEW."in_eu", NEW."iso3", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."code", NEW."sanction_policy", NEW."served", NEW."vat_area"); RETURN NULL;',
                    hash="b2a8396c3d864aab135f8075e021d7a47881ed14",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_635db",
                    table="licensing_territory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territory",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_territorytrail" ("code", "currency", "customs_area", "display_note", "in_eea", "in_eu", "iso3", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanction_policy", "served", "vat_area") VALUES (OLD."code", OLD."currency", OLD."customs_area", OLD."display_note", OLD."in_eea", OLD."in_eu", OLD."iso3", OLD."name", OLD."number", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."code", OLD."sanction_policy", OLD."served", OLD."vat_area"); RETURN NULL;',
                    hash="db9dbcd248a7750daa9a196a96b1c208100fa63d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_47c59",
                    table="licensing_territory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territoryset",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_territorysettrail" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="83050d23f3c394b1f63cdcefa63bcdd46c6c7088",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_620a6",
                    table="licensing_territoryset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territoryset",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_territorysettrail" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                    hash="aa3e86d6d4e6549c51d4ad4081d15505d89302d3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_35015",
                    table="licensing_territoryset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territoryset",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_territorysettrail" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="6e35353d0264756d186b5bab2a91c1f55fe3cd3c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_92515",
                    table="licensing_territoryset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territorysetversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_territorysetversiontrail" ("created_by_id", "exclude", "id", "include", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_id", "valid_from", "version") VALUES (NEW."created_by_id", NEW."exclude", NEW."id", NEW."include", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."territories", NEW."territory_set_id", NEW."valid_from", NEW."version"); RETURN NULL;',
                    hash="c76705dfc8123651b3753275dde5222c7d8e3297",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e56a1",
                    table="licensing_territorysetversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territorysetversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_territorysetversiontrail" ("created_by_id", "exclude", "id", "include", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_id", "valid_from", "version") VALUES (NEW."created_by_id", NEW."exclude", NEW."id", NEW."include", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."territories", NEW."territory_set_id", NEW."valid_from", NEW."version"); RETURN NULL;',
                    hash="847609c3196bb93be0de5f53535527f60aee7f87",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6123c",
                    table="licensing_territorysetversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territorysetversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_territorysetversiontrail" ("created_by_id", "exclude", "id", "include", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_id", "valid_from", "version") VALUES (OLD."created_by_id", OLD."exclude", OLD."id", OLD."include", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."territories", OLD."territory_set_id", OLD."valid_from", OLD."version"); RETURN NULL;',
                    hash="3ba6a5e24512bb2c66aeac8a08729d7efbf0f70f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3ea72",
                    table="licensing_territorysetversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nocterritorieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_nocterritoriestrail" ("id", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (NEW."id", NEW."noc_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."territory_id"); RETURN NULL;',
                    hash="e2c586b54a084d34023b01f130c5e26737b3d8ad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1ad4e",
                    table="licensing_noc_territories",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nocterritorieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_nocterritoriestrail" ("id", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (NEW."id", NEW."noc_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."territory_id"); RETURN NULL;',
                    hash="d67efcd4ae4c4ef42aca10fe4c0b14a7523cc74d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af669",
                    table="licensing_noc_territories",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nocterritorieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_nocterritoriestrail" ("id", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (OLD."id", OLD."noc_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."territory_id"); RETURN NULL;',
                    hash="2f896c0a4fa76d2dc803d5b8b04b1474eda53ce0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_902e6",
                    table="licensing_noc_territories",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nocconsentnocslink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_nocconsentnocstrail" ("id", "noc_id", "nocconsent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."noc_id", NEW."nocconsent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="723e64dd8578718af280a236ba761ed2e8e60486",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_595fd",
                    table="licensing_nocconsent_nocs",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nocconsentnocslink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_nocconsentnocstrail" ("id", "noc_id", "nocconsent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."noc_id", NEW."nocconsent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                    hash="d0a3a7a5890388927973e36586504fe7bb953c96",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e8b7e",
                    table="licensing_nocconsent_nocs",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nocconsentnocslink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_nocconsentnocstrail" ("id", "noc_id", "nocconsent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."noc_id", OLD."nocconsent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="c4384bb15ba96c2bce7a8849deb8c90df3672961",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0bc03",
                    table="licensing_nocconsent_nocs",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grantgrantedpropertieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_grantgrantedpropertiestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id") VALUES (NEW."grant_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."property_id"); RETURN NULL;',
                    hash="906797277f0d536206f1817022ada92e4f7fbe07",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ff310",
                    table="licensing_grant_granted_properties",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grantgrantedpropertieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_grantgrantedpropertiestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id") VALUES (NEW."grant_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."property_id"); RETURN NULL;',
                    hash="d41f43565e9b54955e4c25b622d878451246a30b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_53f6c",
                    table="licensing_grant_granted_properties",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grantgrantedpropertieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_grantgrantedpropertiestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id") VALUES (OLD."grant_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."property_id"); RETURN NULL;',
                    hash="dd292754dbf73e97603452222d9f71cdcfdd177d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_54c08",
                    table="licensing_grant_granted_properties",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grantgrantedcategorieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_grantgrantedcategoriestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "productcategory_id") VALUES (NEW."grant_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."productcategory_id"); RETURN NULL;',
                    hash="d6c4e87242ff254c9af2caa64f47cd28ade275d8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1736a",
                    table="licensing_grant_granted_categories",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grantgrantedcategorieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_grantgrantedcategoriestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "productcategory_id") VALUES (NEW."grant_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."productcategory_id"); RETURN NULL;',
                    hash="3d7c5951880c667028a49f1d1703098437e926c6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fcedf",
                    table="licensing_grant_granted_categories",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grantgrantedcategorieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_grantgrantedcategoriestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "productcategory_id") VALUES (OLD."grant_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."productcategory_id"); RETURN NULL;',
                    hash="5da3695578fbff882ffaef065205e2f7254853f0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_369d1",
                    table="licensing_grant_granted_categories",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gameseditionhostterritorieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_gameseditionhostterritoriestrail" ("gamesedition_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (NEW."gamesedition_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."territory_id"); RETURN NULL;',
                    hash="bec413870319f3450b59464624e64ae13063dd72",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c22a5",
                    table="licensing_gamesedition_host_territories",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gameseditionhostterritorieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_gameseditionhostterritoriestrail" ("gamesedition_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (NEW."gamesedition_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."territory_id"); RETURN NULL;',
                    hash="8c37de2687f29eda8ad47f595eaecca8aba458a7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_96f42",
                    table="licensing_gamesedition_host_territories",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gameseditionhostterritorieslink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_gameseditionhostterritoriestrail" ("gamesedition_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (OLD."gamesedition_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."territory_id"); RETURN NULL;',
                    hash="f08c2c200e0eba266fea83109d65aeff5664bfaf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3af47",
                    table="licensing_gamesedition_host_territories",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
