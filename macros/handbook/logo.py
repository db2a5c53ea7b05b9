"""The municipality's logo, as it was read: what pages, sheets and Word files show."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

_WRAPPED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    '<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was found safe, in the words of this program: `suffix` is «svg» or «png»."""

    suffix: str
    data: bytes
    width: float
    height: float

    @property
    def digest(self) -> str:
        """What differs when the picture does."""
        return sha256(self.data).hexdigest()[:8]

    @property
    def svg(self) -> str:
        """The picture as SVG, which a press takes as text."""
        if self.suffix == "svg":
            return self.data.decode()
        return _WRAPPED.format(width=self.width, height=self.height, data=b64encode(self.data).decode())
