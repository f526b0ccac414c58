"""Oscar adapters: forks that only translate between Oscar and our services."""
