"""Banking: what the bank tells us, and what it was for. Other modules import only these names."""
