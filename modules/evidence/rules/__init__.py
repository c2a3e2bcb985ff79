"""The law about keeping evidence, without any machinery."""
