"""Release of versions that all holders approved."""

from catalog.approvals.decisions import find_holders, is_releasable
from catalog.approvals.notifications import notify_released
from catalog.models import ProductVersion
from catalog.product_writer import publish_version
from catalog.services import compile_releases
from shop.platform.database.jobs import queue_job

Status = ProductVersion.Status


def release_if_approved(version: ProductVersion) -> bool:
    """Release a submitted version if all holders approved it and all conditions are met.

    Returns whether it was released. The former version is superseded in the same transaction. Call
    it with the version locked.
    """
    holders = find_holders(version)
    if version.status != Status.SUBMITTED or not is_releasable(version, holders):
        return False
    ProductVersion.objects.filter(product=version.product_id, status=Status.RELEASED).update(
        status=Status.SUPERSEDED
    )
    ProductVersion.objects.filter(pk=version.pk).update(status=Status.RELEASED)
    version.status = Status.RELEASED
    publish_version(version)
    compile_releases([version.product_id])
    queue_job("media.publish", product_id=version.product_id)
    notify_released(version, holders)
    return True
