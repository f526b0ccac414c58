"""Alias of `import_catalog`, kept for existing scripts."""

from shop.imports.management.commands.import_catalog import Command

__all__ = ["Command"]
