"""The store: everything durable, on SQLite or PostgreSQL, through SQLAlchemy Core."""
