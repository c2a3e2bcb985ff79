"""What a form may ask and what may be entered: pure rules, no database."""
