"""The back office: dashboard, rights desk, licensee portal and review of products."""
