"""«Meld feil eller mangler»: whom a page's faults are told, and the e-mail that the link begins. It sends nothing."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

from macros.handbook import Handbook
from macros.outputs.phrases import capital
from macros.outputs.words import word
from macros.records import Role
from macros.records.people import Contact
from macros.records.references import Ref

_NEW_LINE = "\r\n"
"""How lines are parted in an e-mail that a link begins (RFC 6068, 5)."""
Way = dict[str, str]
"""The link by which faults are told (`href`), its words (`lenke`), and what stands after it (`etter`)."""


def way_to_report(
    handbook: Handbook, owner: Ref | None = None, title: str = "", address: str = "", body: str = ""
) -> Way:
    """Return how one tells what is wrong on the page *title* that the function *owner* answers for; empty for no way.

    It is by the owner's own mailbox, else by that of the profile, else by the team's; without any, by telephone.
    """
    own = handbook.municipality
    if own is None:
        return {}
    by_owner, by_team = _contacts(handbook, owner), _contacts(handbook, own.team)
    boxes = [(who, one.email) for who, one in by_owner if one.email]
    boxes += [(own.title, own.report_to)] if own.report_to else []
    boxes += [(who, one.email) for who, one in by_team if one.email]
    if boxes:
        who, box = boxes[0]
        begun = f"subject={quote(word('meld.emne', side=title), safe='')}&body={quote(_text(address, body), safe='')}"
        said = f"{word('meld.til', hvem=who)} {word('meld.ikke_personer')}"
        return {"href": f"mailto:{quote(box, safe='@')}?{begun}", "lenke": word("meld.lenke"), "etter": said}
    for who, one in (*by_owner, *by_team):
        if one.phone:
            words = {"lenke": word("meld.ring", telefon=one.phone), "etter": word("meld.til_telefon", hvem=who)}
            return {"href": f"tel:{one.phone.replace(' ', '')}", **words}
    return {}


def _contacts(handbook: Handbook, ref: Ref | None) -> list[tuple[str, Contact]]:
    """Return the ways to reach the function *ref*, each with its name."""
    record = handbook.get(ref) if ref else None
    return [(capital(handbook.name(record.ref)), one) for one in record.contacts] if isinstance(record, Role) else []


def _text(address: str, body: str) -> str:
    """Return what the e-mail says: where, in which version (as on a sheet, a digest of what stands there), what."""
    where = [word("meld.ukjent")]
    if body:
        version = sha256(body.encode()).hexdigest()[:7]
        where = [word("meld.side", adresse=address), word("meld.versjon", versjon=version)]
    return _NEW_LINE.join([word("meld.ikke_personer"), "", *where, "", word("meld.hva"), "", ""])
