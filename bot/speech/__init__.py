"""Speech: from a recording to words, and from words to a recording. The rest of the application knows only `base`."""
