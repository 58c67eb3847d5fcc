"""The revisions of the schema, oldest first; ``store.migrate`` runs them."""
