"""Accounts kept in LDAP: OpenLDAP and Active Directory."""
