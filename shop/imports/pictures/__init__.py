"""Pictures of an import: matching, preparation and attachment to products."""
