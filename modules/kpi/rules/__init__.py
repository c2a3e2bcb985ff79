"""What a definition of a process must be, without a database."""
