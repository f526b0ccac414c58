"""`verify_trail`: the former name of `verify_audit_log`, kept as an alias."""

from licensing.management.commands.verify_audit_log import Command

__all__ = ["Command"]
