"""What goes wrong with an office's file as a whole."""


class OfficeFileError(Exception):
    """A file that can't be read; says in Vietnamese why, and how to save it so that it can."""
