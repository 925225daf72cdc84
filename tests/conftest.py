"""Settings for all tests."""

from __future__ import annotations

from hypothesis import settings

# The first example of a run loads tables and word lists; how long that takes is no property of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
