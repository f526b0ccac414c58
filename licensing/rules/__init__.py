"""Rules of rights as pure functions: no database, no clock, no settings."""
