"""What refuses a step of an upload."""

from shop.platform.core.errors import DomainError


class UploadState(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The upload is not where the step starts from; `data` has its state."""

    code = "upload_state"


class WrongOffset(DomainError):  # noqa: N818
    """A piece does not continue what is here; `data["received"]` says where to go on."""

    code = "wrong_offset"


class NotArrived(DomainError):  # noqa: N818
    """What was sent straight to the bucket is not all there; `data["received"]` is what is."""

    code = "not_arrived"


class UploadTooLarge(DomainError):  # noqa: N818
    """More bytes than an upload may have, or than were announced."""

    code = "upload_too_large"


class StorageFull(DomainError):  # noqa: N818
    """There is no room for the file now; what was sent is kept."""

    code = "storage_full"


class PicturesRefused(DomainError):  # noqa: N818
    """What came as a ZIP of pictures is none, or too large; `data["reason"]` says it in words."""

    code = "pictures_refused"


class PicturesAwaited(DomainError):  # noqa: N818
    """The pictures of the upload are still being put to its drafts."""

    code = "pictures_awaited"


class CatalogChanged(DomainError):  # noqa: N818
    """The catalog is not what the plan was made for; `data["skus"]` has some that differ."""

    code = "catalog_changed"


class OldStockCounts(DomainError):  # noqa: N818
    """Units were sold since the counts of some rows; applying them needs a confirmation.

    `data["rows"]` says how many rows.
    """

    code = "old_stock_counts"


class AnotherUpload(DomainError):  # noqa: N818
    """Another upload of the licensee is being applied."""

    code = "another_upload"


class NothingToUndo(DomainError):  # noqa: N818
    """Only the last applied upload of a licensee can be taken back."""

    code = "nothing_to_undo"


class EditedMeanwhile(DomainError):  # noqa: N818
    """Somebody else changed what a form was filled in from; `data["columns"]` says which."""

    code = "edited_meanwhile"


class NotAnArticle(DomainError):  # noqa: N818
    """The licensee has no article of this number."""

    code = "not_an_article"
