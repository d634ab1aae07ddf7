"""What is mended in the attributions that the tagger linked."""
