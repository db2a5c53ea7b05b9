"""Editing in the browser: forms made from the records' own fields, tried as they are typed, and written with care."""
