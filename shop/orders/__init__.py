"""The use cases from basket to paid order."""
