"""Licensees' files: read, checked row by row, written; nothing here touches the database."""
