"""SCIM 2.0: any system that follows RFC 7643/7644, more or less."""
