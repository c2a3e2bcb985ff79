"""What can be done to accounts, systems, plans and reviews: one verb a file."""
