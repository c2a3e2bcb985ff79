"""What can be done with forms, requests and registers: one verb a file."""
