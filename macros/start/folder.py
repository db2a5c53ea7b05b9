"""What lies in a new municipality's folder: its profile and roles, settings, and how it is set up and published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from string import Template
from typing import Final
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from macros.content.load import load
from macros.editing.new import quoted
from macros.handbook import Handbook
from macros.project import Project
from macros.records import Role
from macros.records.references import Ref

_PACKAGE: Final = "handbok-fengselsteam"
_TEMPLATES: Final = Path(__file__).parent / "mal"
_FILLED: Final = {
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "kommune.yml": "routines/kommune/kommune.yml",
    "roller.yml": "routines/kommune/roller.yml",
}
"""Each template, and where it lies in the folder."""
_PIPELINES: Final = {
    "publiser.github.yml": ".github/workflows/publiser.yml",
    "publiser.gitlab-ci.yml": ".gitlab-ci.yml",
}
"""The files that publish the site from where the folder is kept, and where each service looks for its own."""
_TEAM: Final = "kommunen-mottak"
_OWN: Final = Ref("aktor", "kommunen")


def contents(
    new: Project, answers: Mapping[str, str], *, colours: Sequence[str], logo: Path | None, today: date
) -> dict[str, str | bytes]:
    """Return the files of the folder *new*, by their paths in it. It has nothing yet, so all else is the package's."""
    core = load([new.core])
    said = {
        "navn": quoted(answers["navn"]),
        "kommune": answers["navn"],
        "kort": quoted(re.sub(r"\s+kommune$", "", answers["navn"], flags=re.IGNORECASE)),
        "dato": today.isoformat(),
        "feil": _field("meld_feil_til", answers["epost"], "post@kommune.no"),
        "farger": _field("farger", _colours(colours), '["#17495a"]', is_text=False),
        "lokalt_navn": _field("lokalt_navn", answers["mottak"], "Servicetorget", indent="    "),
        "kontakt": "\n".join(_contact(answers["telefon"])),
        "roller": "\n".join(_unnamed(core)),
        "kjernen_var": core.all(Role)[_TEAM].version,
        "pakke": f"{_PACKAGE}=={_version()}",
        "publisering": _publishing([place for name, place in _PIPELINES.items() if (new.pipelines / name).is_file()]),
    }
    files: dict[str, str | bytes] = {
        path: Template((_TEMPLATES / name).read_text("utf-8")).substitute(said) for name, path in _FILLED.items()
    }
    files["mkdocs.yml"] = _settings(new.config.read_text("utf-8"), answers)
    if logo:
        files[f"routines/kommune/logo{logo.suffix.lower()}"] = logo.read_bytes()
    for name, place in _PIPELINES.items():
        if (new.pipelines / name).is_file():
            files[place] = (new.pipelines / name).read_text("utf-8")
    return files | dict(_package())


def _field(name: str, value: str, example: str, *, indent: str = "", is_text: bool = True) -> str:
    """Return the line of the field *name*; without a *value*, as something to fill in."""
    if value:
        return f"{indent}{name}: {quoted(value) if is_text else value}"
    return f"{indent}# {name}: {example}"


def _colours(colours: Sequence[str]) -> str:
    return json.dumps([f"#{one.strip().lstrip('#').lower()}" for one in colours]) if colours else ""


def _contact(phone: str) -> Iterator[str]:
    """Yield how the team is reached; as something to fill in when nobody has said."""
    lead = "    " if phone else "    # "
    yield f"{lead}kontakt:"
    yield f"{lead}  - hva: Alle henvendelser til fengselsteamet"
    yield f"{lead}    telefon: {phone or '22 11 11 11'}"
    yield "    #     epost: fengselsteamet@kommune.no"
    yield "    #     unntak: Ikke send helseopplysninger eller opplysninger om straff på e-post. Ring i stedet."


def _unnamed(core: Handbook) -> Iterator[str]:
    """Yield the municipality's other roles in the *core*, as something to fill in."""
    for role in core.all(Role).values():
        actor = core.actor(role.ref)
        if role.id != _TEAM and _OWN in [one.ref for one in (actor, *core.wholes_of(actor))]:
            yield f"  # {role.id}:"
            yield f"  #   endring: {{måte: utfyller, hvorfor: Lokalt navn., kjernen_var: {role.version}}}"
            yield f"  #   lokalt_navn: {role.title[:1].upper()}{role.title[1:]}"


def _settings(text: str, answers: Mapping[str, str]) -> str:
    """Return the settings *text* of the core with the municipality's own name and address."""
    name = json.dumps(f"Håndbok for fengselsteam – {answers['navn']}", ensure_ascii=False)
    url = answers["adresse"] and answers["adresse"].rstrip("/") + "/"
    address = f"site_url: {url}" if url else "site_url: https://handbok.example/  # Bytt ut før dere publiserer"
    text = re.sub(r"^site_name:.*$", lambda _: f"site_name: {name}", text, flags=re.MULTILINE)
    return re.sub(r"^site_url:.*$", lambda _: address, text, flags=re.MULTILINE)


def _publishing(places: Sequence[str]) -> str:
    """Return what the README says of the files at *places*, which publish what is kept with a service."""
    if not places:
        return ""
    names = " og ".join(f"`{place}`" for place in places)
    what = "sjekker hvert forslag og publiserer det som er tatt inn. Slett den dere ikke bruker"
    return f"\nLigger mappen hos GitHub eller GitLab, kan den publisere seg selv: {names} {what}.\n"


def _version() -> str:
    try:
        return distribution(_PACKAGE).version
    except PackageNotFoundError:  # the source is used as it lies
        return "0.1.0"


def _package() -> Iterator[tuple[str, bytes]]:
    """Yield the package itself, when the file it was installed from is still there."""
    with suppress(PackageNotFoundError, ValueError, KeyError, OSError):
        told = json.loads(distribution(_PACKAGE).read_text("direct_url.json") or "{}")
        place = urlsplit(told["url"])
        path = Path(url2pathname(unquote(place.path)))
        if place.scheme == "file" and path.suffix == ".whl":
            yield f"pakke/{path.name}", path.read_bytes()
