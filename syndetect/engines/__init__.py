"""Engines, which find candidate pairs: that of this package, and datasketch as a reference for it."""
