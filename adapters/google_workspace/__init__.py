"""Google Workspace, by the Admin SDK's Directory and Licensing interfaces."""
