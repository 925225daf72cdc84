"""What is read of the members of a family grows with the family, not with its square."""

from __future__ import annotations

import tracemalloc

from syndetect.attribution import credit_wording, profile
from syndetect.attribution.phrases import NO_PHRASES
from syndetect.model import Document


def _peak(count: int) -> int:
    """Bytes that the profiles of one family take, all kept, each of an outlet of its own."""
    made = [
        Document(
            f"a{row}", f"Ada Larn, mayor of Port {row}, opened the weir.\n{row} saw it.", outlet=f"P {row}"
        )
        for row in range(count)
    ]
    by_id = {one.id: one for one in made}
    profile.forget()
    tracemalloc.start()
    try:
        profiles = profile.profiles_of([list(by_id)], by_id, credit_wording.wording(), NO_PHRASES)
        assert len(profiles) == count
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
        profile.forget()


def test_twice_the_members_take_twice_the_memory() -> None:
    """Names of a family's outlets are held once, not with each of its members."""
    # The first run loads tables that all share; caches that earlier tests left half full add to either.
    _peak(800)
    assert min(_peak(800), _peak(800)) < 3.2 * _peak(400)
