"""What inventory reads as whole figures; one file a report."""
