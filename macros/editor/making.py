"""Where one begins: what there is to edit, and what can be made."""

from __future__ import annotations

from urllib.parse import urlencode

from werkzeug.wrappers import Request, Response

from macros.editing.changes import EditError
from macros.editing.new import refuse_core_of_package
from macros.editor.asked import ident_of, kind_is_by_topic, refuse_unknown_topic
from macros.editor.choices import Choices
from macros.editor.places import ROOTS, find
from macros.editor.room import PREFIX, Room, root_of
from macros.outputs.phrases import capital
from macros.outputs.words import word
from macros.records import Topic
from macros.records.kinds import BY_NAME, KINDS, Layout
from macros.records.references import ID, Ref, not_an_id


class Making:
    """The first page, and the one where something new begins."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def begin(self, _: Request) -> Response:
        """Show every record by kind, with a way to its form."""
        choices = Choices(self._room.handbook)
        kinds = [
            (capital(word(f"flere.{kind}")), [
                (choices.name(one.ref), f"{PREFIX}/{root_of(one)}/{one.kind}/{one.id}/") for one in records.values()
            ])
            for kind, records in self._room.handbook.by_kind.items()
        ]  # fmt: skip
        return self._room.html("begynn.html", {"kinds": kinds})

    def choose(self, request: Request) -> Response:
        """Ask what is to be made; when it is said, lead to an empty form for it."""
        args = request.args
        title, kind, topic = (args.get(name, "").strip() for name in ("tittel", "type", "tema"))
        topics = [(one.id, one.title) for one in self._room.handbook.all(Topic).values()]
        told = ""
        if title and kind in BY_NAME:
            try:
                return self._begun(title, kind, topic, args.get("id", "").strip(), args.get("hvor", ""))
            except EditError as error:
                told = str(error)
        kinds = [(one.name, capital(word(f"kinds.{one.name}"))) for one in KINDS if one.layout is not Layout.SINGLE]
        by_topic = [one.name for one in KINDS if one.layout is Layout.FILE_PER_TOPIC]
        said = {
            "told": told,
            "kinds": kinds,
            "topics": topics,
            "by_topic": by_topic,
            "said": args,
            "own_core": self._room.project.has_own_core,
        }
        return self._room.html("ny.html", said)

    def _begun(self, title: str, kind: str, topic: str, ident: str, root: str) -> Response:
        where = root if root in ROOTS else "kommune"
        refuse_core_of_package(self._room.project, where)
        if kind_is_by_topic(kind):
            refuse_unknown_topic(self._room, topic)
        name = ident or ident_of(title)
        if not ID.fullmatch(name):
            raise EditError(not_an_id(name))
        if any(find(self._room.project, one, Ref(kind, name)) for one in ROOTS):
            raise EditError(f"{kind}/{name} finnes alt. Skriv et annet kortnavn under «Kortnavn i adressen».")
        query = urlencode({"ny": "ja", "tittel": title, "tema": topic})
        return Response(status=303, headers={"Location": f"{PREFIX}/{where}/{kind}/{name}/?{query}"})
