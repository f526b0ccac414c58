"""The rights desk: agreements, approvals, holds and questions of rights and brand people."""
