"""Why the system refused, in words for whoever asked, and what helps."""

from __future__ import annotations

import errno
from typing import Final

_WORDS: Final = {
    errno.ENOSPC: "disken er full – rydd plass, og prøv igjen",
    errno.EDQUOT: "plassen din på disken er brukt opp – rydd, og prøv igjen",
    errno.EROFS: "her kan det bare leses – oppgi en mappe du kan skrive i",
    errno.EACCES: "du har ikke tilgang",
    errno.EPERM: "du har ikke tilgang",
    errno.ENOENT: "den finnes ikke",
    errno.EEXIST: "den finnes fra før",
    errno.ENOTDIR: "en del av stien er ikke en mappe",
    errno.EISDIR: "den er en mappe",
    errno.ENOTEMPTY: "mappen er ikke tom",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EBUSY: "den er i bruk av et annet program – lukk det, og prøv igjen",
    errno.EADDRINUSE: "den er i bruk",
    errno.EMFILE: "for mange filer er åpne – lukk noen programmer, og prøv igjen",
    errno.EIO: "disken svarer ikke som den skal",
}


class NotWrittenError(Exception):
    """What was asked cannot be written, and is not. Says why, in Norwegian."""


def why(error: OSError) -> str:
    """Return why *error* came; what has no words here is told as the system says it, with its number."""
    return _WORDS.get(error.errno or 0) or f"{error.strerror or type(error).__name__} (feil {error.errno})"
