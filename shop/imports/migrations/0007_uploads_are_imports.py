"""Rename the models of imports; tables and columns keep their names, so nothing is rewritten.

Django renames content types and permissions with the models: groups keep their permissions.
"""

import django.db.models.deletion
from django.db import migrations, models


def _to_import(related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        db_column="upload_id",
        on_delete=django.db.models.deletion.CASCADE,
        related_name=related_name,
        to="sourcing.catalogimport",
    )


def _same_in_state() -> list[migrations.operations.base.Operation]:
    """Return the indexes and constraints under the new name of the field; the database has them."""
    indexes = {
        "importrow": (
            models.Index(fields=["catalog_import", "sku"], name="upload_row_by_sku"),
            models.Index(
                condition=models.Q(("parent_sku", ""), _negated=True),
                fields=["catalog_import", "parent_sku"],
                name="upload_row_by_parent",
            ),
        ),
        "planrow": (
            models.Index(
                fields=["catalog_import", "outcome", "number"], name="plan_row_by_outcome"
            ),
            models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["catalog_import", "rank", "number"],
                name="plan_row_to_do",
            ),
        ),
    }
    constraints = {
        "importrow": ("number", "a_row_of_an_upload_is_read_once"),
        "planrow": ("number", "a_row_of_an_upload_is_planned_once"),
        "uploadchunk": ("part", "offset", "a_place_of_a_file_comes_once"),
    }
    operations: list[migrations.operations.base.Operation] = []
    for model, (*fields, name) in constraints.items():
        constraint = models.UniqueConstraint("catalog_import", *fields, name=name)
        operations += [
            migrations.RemoveConstraint(model, name),
            migrations.AddConstraint(model, constraint),
        ]
    for model, listed in indexes.items():
        for index in listed:
            operations += [
                migrations.RemoveIndex(model, index.name),
                migrations.AddIndex(model, index),
            ]
    return operations


class Migration(migrations.Migration):
    dependencies = [
        ("sourcing", "0006_permissions_of_staff"),
    ]

    operations = [
        migrations.AlterModelTable(name="upload", table="sourcing_upload"),
        migrations.RenameModel(old_name="Upload", new_name="CatalogImport"),
        migrations.AlterModelTable(name="uploadrow", table="sourcing_uploadrow"),
        migrations.RenameModel(old_name="UploadRow", new_name="ImportRow"),
        *(
            operation
            for model, related_name in (
                ("uploadchunk", "chunks"),
                ("importrow", "rows"),
                ("planrow", "plan"),
            )
            for operation in (
                migrations.AlterField(model, "upload", _to_import(related_name)),
                migrations.RenameField(model, "upload", "catalog_import"),
            )
        ),
        migrations.SeparateDatabaseAndState(state_operations=_same_in_state()),
        migrations.AlterModelOptions(
            name="catalogimport",
            options={
                "ordering": ["-id"],
                "permissions": [("act_for_licensees", "Can open the portal of every licensee")],
                "verbose_name": "import",
            },
        ),
    ]
