"""The review of versions by holders: how they differ, what is said, who is waited for."""
