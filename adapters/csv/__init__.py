"""Systems without a way in for programs: a person does the work with a file, and brings the list back."""
