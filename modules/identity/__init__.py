"""Identity: who should have which account where, and proof of what is. Others import only these names."""
