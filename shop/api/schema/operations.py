"""Descriptions that all operations share: summary, tag, common problems and headers."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from shop.api.authentication import SessionToken
from shop.api.problem_shapes import ProblemSerializer
from shop.api.schema.components import PROBLEM_RESPONSES
from shop.platform.problems.documents import PROBLEM_TYPE

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TAGS = {
    "licensee/products": "Licensee products",
    "licensee/orders": "Licensee orders",
    "licensee/stock": "Licensee stock",
    "licensee/uploads": "Licensee uploads",
    "markets": "Markets",
    "products": "Products",
    "baskets": "Baskets",
    "orders": "Orders",
    "account": "Account",
    "session": "Sessions",
}
PATH_PARAMETERS = {
    "sku": "SKU of the product or of one of its variants.",
    "line": "`id` of the line in the basket.",
    "public_id": "`id` of the import.",
}
# A query value with a control character, such as a zero byte, is refused.
NO_CONTROLS = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
DESCRIBED = frozenset({"enum", "format", "pattern"})
TOKENS = {"Baskets": "`token` of the basket.", "Orders": "`token` of the order."}


class OperationSchema(AutoSchema):
    """Complete the description of a view with what is common to operations of its kind."""

    def get_tags(self) -> list[str]:
        """Return the tag of the address."""
        return [tag for part, tag in TAGS.items() if f"/v1/{part}" in self.path][:1]

    def get_summary(self) -> str:
        """Return the first sentence of the handler's docstring."""
        return self.get_description().split("\n")[0].removesuffix(".")

    def get_description(self) -> str:  # type: ignore[override]
        """Return the docstring without line breaks inside paragraphs."""
        text: str = super().get_description() or ""
        paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
        return "\n\n".join(paragraphs)

    def get_operation(self, *arguments: Any) -> Any:
        """Return the operation with its problems, headers and path parameters."""
        operation = super().get_operation(*arguments)
        if operation is None:
            return None
        self.resolve_serializer(ProblemSerializer, "response")
        operation.setdefault("security", [])
        operation["security"] = [] if operation["security"] == [{}] else operation["security"]
        self._describe_path(operation)
        self._describe_query(operation)
        self._add_problems(operation)
        self._add_headers(operation)
        return operation

    def _describe_path(self, operation: Any) -> None:
        for parameter in operation.get("parameters", ()):
            if parameter["in"] != "path":
                continue
            name = parameter["name"]
            if name == "token":
                parameter["description"] = TOKENS[operation["tags"][0]]
                parameter["schema"] |= {"minLength": 1, "maxLength": 200}
            else:
                parameter["description"] = PATH_PARAMETERS[name]
            if name == "line":
                parameter["schema"] |= {"minimum": 0, "maximum": 2**63 - 1}

    def _describe_query(self, operation: Any) -> None:
        """Document that texts in the query must not contain control characters."""
        for parameter in operation.get("parameters", ()):
            if parameter["in"] != "query":
                continue
            schema = parameter["schema"].get("items", parameter["schema"])
            if schema.get("type") == "string" and not DESCRIBED & schema.keys():
                schema["pattern"] = NO_CONTROLS

    def _add_problems(self, operation: Any) -> None:
        documented = {
            status
            for status, answer in operation["responses"].items()
            if list(answer.get("content", {})) == [PROBLEM_TYPE]
        }
        for status in sorted(documented | self._common_problems(operation)):
            name = PROBLEM_RESPONSES[status]
            operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
        operation["responses"] = dict(sorted(operation["responses"].items()))

    def _common_problems(self, operation: Any) -> set[str]:
        """Return the statuses common to the kind of operation."""
        statuses = {"400", "406", "500", "503"}
        handler = getattr(self.view, self.method.lower())
        if self.view.authentication_classes:
            statuses.add("401")
        if hasattr(handler, "scope"):
            statuses.add("403")
        if "{" in self.path:
            statuses.add("404")
        if self.method not in SAFE or hasattr(handler, "scope"):
            statuses.add("429")
        if "requestBody" in operation:
            statuses |= {"413", "415"}
        if getattr(handler, "takes_idempotency_key", False):
            statuses |= {"409", "415"}  # the key is compared with the body, which is read for it
        return statuses

    def _add_headers(self, operation: Any) -> None:
        names = ["Content-Language", "X-Request-ID"]
        handler = getattr(self.view, self.method.lower())
        if self.method == "GET" and SessionToken not in self.view.authentication_classes:
            names.append("ETag")
            operation["responses"]["304"] = {"$ref": "#/components/responses/NotModified"}
            operation["responses"] = dict(sorted(operation["responses"].items()))
            operation.setdefault("parameters", []).append(
                {"$ref": "#/components/parameters/IfNoneMatch"}
            )
        if getattr(handler, "takes_idempotency_key", False):
            names.append("Idempotent-Replayed")
        for status, answer in operation["responses"].items():
            if status.startswith("2"):
                answer["headers"] = {
                    name: {"$ref": f"#/components/headers/{name}"} for name in names
                }
