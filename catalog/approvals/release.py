"""The release: what all holders agreed to becomes what fans see, in one moment."""

from catalog.approvals.decisions import all_agree, holders_of
from catalog.approvals.notifications import tell_released
from catalog.models import ProductVersion
from catalog.publishing import publish_version
from catalog.services import compile_releases
from shop.platform.database.jobs import queue_job

Status = ProductVersion.Status


def release_if_all_agree(version: ProductVersion) -> bool:
    """Release a submitted version that all holders released, its conditions met; say whether.

    The version before gives way in the same moment. To be called with the version locked.
    """
    holders = holders_of(version)
    if version.status != Status.SUBMITTED or not all_agree(version, holders):
        return False
    ProductVersion.objects.filter(product=version.product_id, status=Status.RELEASED).update(
        status=Status.SUPERSEDED
    )
    ProductVersion.objects.filter(pk=version.pk).update(status=Status.RELEASED)
    version.status = Status.RELEASED
    publish_version(version)
    compile_releases([version.product_id])
    queue_job("media.publish", product_id=version.product_id)
    tell_released(version, holders)
    return True
