"""The school on disk: one encrypted file, its keys, its journal, its backups.

Nothing heavy is imported here; the screen paints before SQLAlchemy is loaded.
"""
