"""Reading a folder of files by a mapping, looking at what would happen, doing it, and taking it back."""
