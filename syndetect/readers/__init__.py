"""Bytes in, documents out: `walk.read` is the way in, `plugins.Reader` what a new reader implements."""
