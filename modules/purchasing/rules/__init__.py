"""The law of purchasing, without machinery."""
