"""Two versions of the content held against each other, for the routine's owner."""
