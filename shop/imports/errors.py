"""Errors that refuse a step of an import. The codes are part of the published API."""

from shop.platform.core.errors import DomainError


class ImportState(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The state of the import does not allow the step; `data["state"]` is the state."""

    code = "upload_state"


class WrongOffset(DomainError):  # noqa: N818
    """A chunk does not continue the stored bytes; `data["received"]` is the next offset."""

    code = "wrong_offset"


class UploadIncomplete(DomainError):  # noqa: N818
    """A direct upload is not complete; `data["received"]` is the number of stored bytes."""

    code = "not_arrived"


class UploadTooLarge(DomainError):  # noqa: N818
    """The file is larger than `data["limit"]` bytes, or than the announced size."""

    code = "upload_too_large"


class StorageFull(DomainError):  # noqa: N818
    """The storage has no room for the file. Chunks that were stored are kept."""

    code = "storage_full"


class PicturesRefused(DomainError):  # noqa: N818
    """The file is not a ZIP, or too large; `data["reason"]` is a sentence."""

    code = "pictures_refused"


class PicturesPending(DomainError):  # noqa: N818
    """The pictures of the import are still being attached to its drafts."""

    code = "pictures_awaited"


class CatalogChanged(DomainError):  # noqa: N818
    """The catalog changed after the plan was made; `data["skus"]` lists up to five articles."""

    code = "catalog_changed"


class OldStockCounts(DomainError):  # noqa: N818
    """Units were sold since the counts of `data["rows"]` rows; applying needs a confirmation."""

    code = "old_stock_counts"


class AnotherImport(DomainError):  # noqa: N818
    """Another import of the licensee is being applied."""

    code = "another_upload"


class NothingToUndo(DomainError):  # noqa: N818
    """Only the last applied import of a licensee can be undone."""

    code = "nothing_to_undo"


class EditConflict(DomainError):  # noqa: N818
    """Another person changed the edited values meanwhile; `data["columns"]` lists the columns."""

    code = "edited_meanwhile"


class UnknownArticle(DomainError):  # noqa: N818
    """The licensee has no article with this number."""

    code = "not_an_article"
