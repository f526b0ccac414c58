"""Oscar adapters: model forks and class forks that only translate between Oscar and our services."""
