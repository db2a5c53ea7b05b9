"""Addresses that have been published: kept in the repository, so that none can vanish without a redirect."""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

from macros.content.faults import ContentError, Fault
from macros.edition import Edition
from macros.handbook import Handbook
from macros.manifest import replace_text
from macros.outputs.addresses import named_in
from macros.project import Project, unfit
from macros.records.inside import HOLDERS, PLACES
from macros.records.kinds import BY_NAME, Layout
from macros.records.references import Ref

_PARTS: Final = ("assets/", "utskrift/")
"""Where files lie that pages alone ask for: nobody links to them."""
_NEW: Final = "flyttet_til: ny-id"
_FOR_GOOD: Final = "Skal adressen bort for godt, slett linjen her."


def addresses_of(made: Edition) -> list[str]:
    """Return every address of *made* that others may have linked to: pages, files and permanent short addresses.

    What is a part of pages is left out.
    """
    pages = [f"/{page.address}" for page in made.pages.values()]
    files = [f"/{path.removesuffix('index.html')}" for path in made.outputs if not path.startswith(_PARTS)]
    return sorted({normalize("NFC", address) for address in (*pages, *files)})


def vanished(project: Project, made: Edition) -> list[Fault]:
    """Return a fault for each kept address that *made* no longer has, and for each line that is no address."""
    kept, faults = _read(project)
    there = set(addresses_of(made))
    shown = project.shown(project.addresses)
    for address, number in kept.items():
        if address not in there:
            message = f"Adressen {address} er publisert, men finnes ikke lenger. {_remedy(address, made.handbook)}"
            faults.append(Fault(shown, number, message))
    return sorted(faults)


def keep(project: Project, made: Edition) -> int:
    """Write down the addresses of *made* beside those kept before; return how many are new.

    Raises `ContentError` when the file has lines that are no addresses, as a merge may leave behind.
    """
    before, faults = _read(project)
    if faults:
        raise ContentError(faults)
    now = {*before, *addresses_of(made)}
    replace_text(project.addresses, "".join(f"{address}\n" for address in sorted(now)))
    return len(now) - len(before)


def _read(project: Project) -> tuple[dict[str, int], list[Fault]]:
    """Return each kept address with its first line, whatever line endings and letters it was saved with."""
    path, shown = project.addresses, project.shown(project.addresses)
    if problem := unfit(path, folder=False):
        return {}, [Fault(shown, 1, problem)]
    if not path.exists():
        return {}, []
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        message = "Filen er ikke lagret som UTF-8. Lagre den på nytt med tegnkoding UTF-8."
        return {}, [Fault(shown, 1, message)]
    kept: dict[str, int] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        address = normalize("NFC", line.strip())
        if address.startswith("/"):
            kept.setdefault(address, number)
        elif address:
            faults.append(Fault(shown, number, "Linjen er ikke en adresse, for den begynner ikke med «/». Slett den."))
    return kept, faults


def _remedy(address: str, handbook: Handbook) -> str:
    """Say how *address* is brought back: where the old id must stand, and what to write there."""
    found = named_in(address)
    if found is None:
        return f"Legg det som lå der, tilbake, eller «flyttet_til» der en gammel id sto. {_FOR_GOOD}"
    if found.kind in HOLDERS:
        return _remedy_of_part(found, handbook)
    if found in handbook.removed:
        return _remedy_of_removed(found, handbook)
    if found in handbook.moved or handbook.get(found):
        return f"Posten {handbook.moved.get(found, found)} er der, men har ikke dette lenger. {_FOR_GOOD}"
    kind = BY_NAME[found.kind]
    how = f"«{found.id}: {{{_NEW}}}» under «{kind.place}:»"
    if kind.layout is Layout.FILE_EACH:
        how = f"filen {kind.place}/{found.id}.yml med bare «{_NEW}»"
    return f"Gi posten den gamle id-en tilbake, eller legg inn «flyttet_til» der den gamle id-en sto: {how}."


def _remedy_of_removed(found: Ref, handbook: Handbook) -> str:
    origin = handbook.removed[found].origin
    remedy = f"Legg inn «{_NEW}» ved siden av «endring» i {origin.place}, med det som gjelder i stedet."
    return f"Kommunen har tatt bort {found}. {remedy}"


def _remedy_of_part(found: Ref, handbook: Handbook) -> str:
    """Say the same of an item, provision or passage; in the address, only a hyphen parts it from what it lay in."""
    known = (*(record.ref for record in handbook), *handbook.moved, *handbook.removed)
    wholes = [ref for ref in known if ref.kind in HOLDERS[found.kind] and found.id.startswith(f"{ref.id}-")]
    if not wholes:
        places = " eller ".join(f"{BY_NAME[kind].place}/" for kind in HOLDERS[found.kind])
        return f"Fikk det som den sto i, ny id, legg inn «flyttet_til» der den gamle id-en sto, i {places}."
    whole = max(wholes, key=lambda ref: len(ref.id))
    if whole in handbook.removed and whole not in handbook.moved:
        return _remedy_of_removed(whole, handbook)
    name, today = found.id.removeprefix(f"{whole.id}-"), handbook.get(handbook.moved.get(whole, whole))
    place = today.origin.path if today else BY_NAME[whole.kind].place
    if today and today.ref.kind not in HOLDERS[found.kind]:
        place = f"filen {BY_NAME[whole.kind].place}/{whole.id}.yml, ved siden av «flyttet_til» der"
    how = f"«{name}: {{{_NEW}}}» under «{PLACES[found.kind]}:» i {place}"
    return f"Gi den gamle id-en tilbake, eller legg inn «flyttet_til» der den gamle id-en sto: {how}."
