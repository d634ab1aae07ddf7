"""From the words of a source to the speaker whom they mean."""
