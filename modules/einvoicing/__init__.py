"""Electronic invoices (JP PINT): written from what we charge, read from what others send."""
