"""The archive: one file with all that was published, what it was made of, and how to see that nothing has changed."""

from macros.archive.bag import ArchiveError, archive

__all__ = ["ArchiveError", "archive"]
