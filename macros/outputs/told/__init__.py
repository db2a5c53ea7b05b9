"""What a record says, worked out once."""
