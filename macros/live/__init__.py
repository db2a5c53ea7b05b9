"""The newest good edition while its files are being edited, and the pages of it one at a time."""

from __future__ import annotations

from macros.live.live import Live, watch

__all__ = ["Live", "watch"]
