"""Process figures: how long things take, read off what happened anyway. Nobody imports from here."""

__all__: list[str] = []
