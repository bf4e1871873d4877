"""The whole state of a database in one file, and back, also into the other kind of database."""
