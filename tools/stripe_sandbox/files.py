"""Files: evidence for disputes. Only the facts of a file are kept."""

from tools.stripe_sandbox.context import Call
from tools.stripe_sandbox.errors import bad_param, missing_param
from tools.stripe_sandbox.ids import new_id
from tools.stripe_sandbox.params import Params, names
from tools.stripe_sandbox.store import Record

CREATE = frozenset({"purpose", "file", "expand"})
FACTS = names("filename type size")
LARGEST = 5_000_000  # https://docs.stripe.com/file-upload
KINDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def create(call: Call, params: Params) -> Record:
    """Store a file of evidence."""
    if params.required("purpose") != "dispute_evidence":
        raise bad_param("The sandbox takes evidence of disputes only.", "purpose")
    file = params.nested("file", FACTS)
    if file is None:
        raise missing_param("file")
    size, kind = int(file.required("size")), KINDS.get(file.required("type"))
    if kind is None or size > LARGEST:
        raise bad_param("The file is too large or of another type than pdf, jpg and png.", "file")
    return call.save(
        {
            "id": new_id("file"),
            "object": "file",
            "created": call.now,
            "expires_at": None,
            "filename": file.required("filename"),
            "links": {"object": "list", "data": [], "has_more": False, "url": "/v1/file_links"},
            "purpose": "dispute_evidence",
            "size": size,
            "title": None,
            "type": kind,
            "url": None,
        }
    )
