"""The tables of a study and the folder that keeps them, with a manifest."""
