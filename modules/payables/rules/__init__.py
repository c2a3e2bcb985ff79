"""The law of what we owe and pay: pure, without database or library, with examples that run."""
