"""The law of working time, leave and overtime: pure, checked by its examples."""
