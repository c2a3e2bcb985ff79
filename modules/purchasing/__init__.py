"""Purchasing: what we ask suppliers for, what came, what we are billed for."""
