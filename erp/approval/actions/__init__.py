"""What people do about approvals, one verb a file."""
