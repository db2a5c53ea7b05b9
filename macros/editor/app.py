"""The way in to the editor: who is answered, and which page an address is."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from typing import Final

from werkzeug.exceptions import Forbidden, HTTPException, NotFound
from werkzeug.routing import Map, RequestRedirect, Rule
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from macros.content.faults import ContentError, Fault
from macros.editing.changes import EditError
from macros.editor.acts import Acts
from macros.editor.drawn import STATIC
from macros.editor.making import Making
from macros.editor.parts import Parts
from macros.editor.records import Records
from macros.editor.room import DO, PREFIX, TOKEN, Room
from macros.editor.sheets import Sheets
from macros.live import Live
from macros.mishap import faults_of
from macros.refusals import NotWrittenError

MOST_BYTES: Final = 1_000_000
"""The most that a form may send: as much as the largest file that is read."""
_FORM: Final = "application/x-www-form-urlencoded"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; object-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_OF_PREVIEWS: Final = _POLICY.replace("img-src 'self'", "img-src 'self' data:")
"""A preview may be looked at before all its styles have come: Material's own have pictures in them, which ours hide."""
_TOLD: Final = {
    403: "Forespørselen kom ikke fra en side her. Ingenting er endret. Åpne skjemaet på nytt, og prøv igjen.",
    404: "Det finnes ikke noe å redigere på denne adressen. Se om posten har fått ny id, eller er tatt bort.",
}
Headers = list[tuple[str, str]]


class _Request(Request):
    max_content_length = max_form_memory_size = MOST_BYTES


class Editor:
    """Answers for all addresses under `PREFIX`, over what *live* serves. Only pages of its own may send it anything."""

    def __init__(self, live: Live) -> None:
        room = Room(live, secrets.token_urlsafe(), threading.Lock())
        self._live, self._room = live, room
        records, acts, making = Records(room), Acts(room), Making(room)
        parts, sheets = Parts(room), Sheets(room)
        record = "/<any(kjerne, kommune):root>/<kind>/<name>/"
        rules: list[tuple[str, Callable[..., Response], tuple[str, ...]]] = [
            ("/", making.begin, ("GET",)),
            ("/ny/", making.choose, ("GET",)),
            (f"{record}sjekk", records.check, ("POST",)),
            (f"{record}rekkefølge/", parts.order, ("POST",)),
            (f"{record}ny-id/", acts.move, ("GET", "POST")),
            (f"{record}ta-bort/", acts.remove, ("GET", "POST")),
            (f"{record}godkjenn/", acts.approve, ("GET", "POST")),
            (record, records.edit, ("GET", "POST")),
            ("/valg/<kinds>.json", records.choices, ("GET",)),
            ("/utkast/<int:number>/", room.preview, ("GET",)),
            ("/utkast/<int:number>/<path:path>", room.preview, ("GET",)),
            ("/ark/<int:number>/<path:sheet>", sheets.show, ("GET",)),
            ("/arkside/<int:number>/<int:side>/<path:sheet>", sheets.picture, ("GET",)),
            ("/fil/<name>", _file, ("GET",)),
        ]
        self._map = Map([Rule(f"{PREFIX}{path}", endpoint=do, methods=how) for path, do, how in rules])

    @property
    def today(self) -> date:
        """The day that is written."""
        return self._room.today

    def answer(
        self, method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes
    ) -> tuple[int, Headers, bytes]:
        """Return status, headers and body for one request, whose host has been found to be this machine."""
        builder = EnvironBuilder(method=method, path=target, headers=[*headers], input_stream=BytesIO(body))
        request = _Request(builder.get_environ())
        response = self._answered(request)
        is_preview = request.path.startswith(f"{PREFIX}/utkast/")
        response.headers["Content-Security-Policy"] = _OF_PREVIEWS if is_preview else _POLICY
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response.status_code, [*response.headers.items()], response.get_data()

    def _answered(self, request: Request) -> Response:
        try:
            self._refuse_strangers(request)
            do, given = self._map.bind("127.0.0.1").match(request.path, request.method)
            return do(request, **given)  # type: ignore[no-any-return]  # the rules above
        except RequestRedirect as error:
            return Response(status=308, headers={"Location": error.new_url.partition("127.0.0.1")[2]})
        except HTTPException as error:
            return self._refusal(error.code or 400, _TOLD.get(error.code or 400, "Det kan ikke gjøres slik."))
        except (EditError, NotWrittenError) as error:
            return self._refusal(409, str(error), sent=request)
        except ContentError as error:
            return self._refusal(409, "Innholdet har feil som må rettes først.", error.faults, request)
        except Exception as error:  # an editor is told what to do, and never sees a traceback
            return self._refusal(500, "Ingenting er endret.", faults_of(error, self._live.project), request)

    def _refuse_strangers(self, request: Request) -> None:
        """Let nothing in from another site: neither what it asks for, nor what it sends.

        The pages themselves ask for the token: one that is old shows the form again, so that nothing typed is lost.
        """
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise Forbidden
        if request.method != "POST":
            return
        if request.headers.get("Origin") != f"http://{request.headers.get('Host', '')}":
            raise Forbidden
        if request.mimetype != _FORM:
            raise Forbidden

    def _refusal(self, status: int, told: str, faults: Iterable[Fault] = (), sent: Request | None = None) -> Response:
        """Say what is wrong; what was *sent* from a page here can be sent again, so that nothing typed is lost."""
        again = sent is not None and sent.method == "POST"
        fields = [one for one in sent.form.items(multi=True) if one[0] not in (DO, TOKEN)] if sent and again else []
        pressed = sent.form.get(DO, "") if sent else ""
        button = pressed if ":" in pressed else "vis"  # what a list's button does is done again, and the rest looked at
        said = {"told": told, "faults": self._room.told(faults), "again": again, "sent": fields, "button": button}
        return self._room.html("stans.html", said, status)


def _file(_: Request, name: str) -> Response:
    path = STATIC.get(name)
    if path is None:
        raise NotFound
    kind = {".css": "text/css", ".js": "text/javascript"}[path.suffix]
    return Response(path.read_bytes(), mimetype=kind)
