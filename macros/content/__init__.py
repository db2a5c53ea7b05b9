"""The way in: YAML files become typed, frozen records, and together a `Handbook` or a list of faults."""
