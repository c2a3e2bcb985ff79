"""How the outside is called: which addresses, with which certificates, and what an answer means."""
