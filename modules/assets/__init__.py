"""Fixed assets: what is used for years, and what of its cost each month bears."""
