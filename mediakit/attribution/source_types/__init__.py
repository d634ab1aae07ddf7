"""What kind of source somebody is, and whether he stays unnamed."""
