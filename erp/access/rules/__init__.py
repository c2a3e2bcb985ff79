"""The law of access: what a login and a password must be, what a pattern covers, which duties collide."""
