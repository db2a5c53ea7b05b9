"""Addresses that have been published: kept in the repository, so that none can vanish without a redirect."""

from __future__ import annotations

from macros.content.faults import Fault
from macros.edition import Edition
from macros.folders import replace_text
from macros.project import Project


def addresses_of(made: Edition) -> list[str]:
    """Return every address of *made* that others may have linked to: pages, sheets, and permanent short addresses."""
    pages = [f"/{page.address}" for page in made.pages.values()]
    files = [f"/{path.removesuffix('index.html')}" for path in made.outputs if not path.startswith("assets/")]
    return sorted({*pages, *files})


def vanished(project: Project, made: Edition) -> list[Fault]:
    """Return a fault for each kept address that *made* no longer has."""
    path = project.addresses
    if not path.is_file():
        return []
    there = set(addresses_of(made))
    remedy = "Gi posten den gamle id-en tilbake, eller legg inn «flyttet_til» der den gamle id-en sto."
    return [
        Fault(project.shown(path), number, f"Adressen {address} er publisert, men finnes ikke lenger. {remedy}")
        for number, address in enumerate(path.read_text("utf-8").splitlines(), 1)
        if address and address not in there
    ]


def keep(project: Project, made: Edition) -> int:
    """Write down the addresses of *made* beside those kept before; return how many are new."""
    path = project.addresses
    before = set(path.read_text("utf-8").split()) if path.is_file() else set()
    now = before | set(addresses_of(made))
    replace_text(path, "".join(f"{address}\n" for address in sorted(now)))
    return len(now - before)
