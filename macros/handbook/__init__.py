"""The handbook: all records, and the questions one asks of them. A `Handbook` from `load` is valid."""

from macros.handbook.handbook import Handbook

__all__ = ["Handbook"]
