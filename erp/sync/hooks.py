"""What outside systems tell us by signed messages."""

SECRET_NAME = "hook_secret"
