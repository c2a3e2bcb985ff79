"""What can be done with electronic invoices; one verb a file."""
