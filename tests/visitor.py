"""Whoever edits in a browser without scripts: opens a page, fills in what has a label, and presses a button."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from selectolax.lexbor import LexborHTMLParser

from macros.editor.app import Editor
from macros.live import Live

HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"
FORM = "application/x-www-form-urlencoded"


class Visitor:
    """A browser over an editor, without a line between them."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.editor = Editor(live)
        self.address, self.status, self.html = "", 0, ""
        self._form: Any = None
        self.fields: list[tuple[str, str]] = []

    def open(self, address: str) -> Visitor:
        """Go to *address*."""
        return self._ask("GET", address, b"")

    def ask(self, method: str, address: str, body: bytes = b"", **headers: str) -> tuple[int, str, dict[str, str]]:
        """Return the answer to one request, with *headers* beside those a browser sends."""
        sent = {"Host": HOST, "Content-Length": str(len(body)), **headers}
        status, own, made = self.editor.answer(method, address, sent.items(), body)
        return status, made.decode(errors="replace"), dict(own)

    def _ask(self, method: str, address: str, body: bytes) -> Visitor:
        headers = {"Origin": ORIGIN, "Content-Type": FORM, "Sec-Fetch-Site": "same-origin"} if body else {}
        self.status, self.html, own = self.ask(method, address, body, **headers)
        self.address = address
        if "Location" in own:
            self.live.look()
            return self.open(own["Location"])
        self.page = LexborHTMLParser(self.html)
        self._form = self.page.css_first("form[data-sjekk]") or self.page.css_first("form")
        self.fields = [*_fields(self._form)] if self._form else []
        return self

    def use(self, action: str) -> Visitor:
        """Turn to the form on the page that is sent to an address with *action* in it."""
        self._form = next(one for one in self.page.css("form") if action in (one.attributes.get("action") or ""))
        self.fields = [*_fields(self._form)]
        return self

    @property
    def text(self) -> str:
        """What stands on the page."""
        main = self.page.css_first("main")
        return " ".join(main.text(separator=" ").split()) if main else ""

    def fill(self, name: str, value: str) -> Visitor:
        """Write *value* in the field called *name*."""
        assert name in dict(self.fields), f"{name} is not among {[one for one, _ in self.fields]}"
        self.fields = [(one, value if one == name else was) for one, was in self.fields]
        return self

    def field(self, name: str) -> str:
        """Return what stands in the field *name*."""
        return dict(self.fields)[name]

    def press(self, button: str) -> Visitor:
        """Press the button with the words or the value *button*."""
        found = next(
            one for one in self.page.css("form button") if button in (one.attributes.get("value"), one.text(strip=True))
        )
        name, value = found.attributes.get("name"), found.attributes.get("value") or ""
        sent = urlencode([*self.fields, *([(name, value)] if name else [])])
        target = self._form.attributes.get("action") or self.address
        if (self._form.attributes.get("method") or "get") == "get":
            return self.open(f"{target}?{sent}")
        return self._ask("POST", target, sent.encode())

    def faults(self) -> dict[str, str]:
        """Return what is told at each field."""
        return {
            str(one.attributes["id"]).removesuffix("-feil"): one.text(strip=True)
            for one in self.page.css(".feil")
            if "hidden" not in one.attributes
        }


def _fields(form: Any) -> Any:
    for one in form.css("input, textarea, select"):
        name, kind = one.attributes.get("name"), one.attributes.get("type")
        if not name or (kind == "radio" and "checked" not in one.attributes):
            continue
        if one.tag == "textarea":
            yield name, one.text().removeprefix("\r").removeprefix("\n").replace("\n", "\r\n")
        elif one.tag == "select":
            chosen = one.css_first("option[selected]") or one.css_first("option")
            yield name, (chosen.attributes.get("value") or "") if chosen else ""
        else:
            yield name, one.attributes.get("value") or ""
