"""Whose text a family prints."""

from __future__ import annotations

from syndetect.attribution.credit_wording import wording
from syndetect.attribution.phrases import NO_PHRASES
from syndetect.attribution.profile import Profile, profiles_of
from syndetect.model import Document
from syndetect.provenance.source_names import credited_names, source_name

BODY = "The harbour office counted forty boats in the bay that night, twice as many as a year ago."


def profiles(*documents: Document) -> list[Profile]:
    """The profiles of one family's members."""
    by_id = {document.id: document for document in documents}
    found = profiles_of([tuple(by_id)], by_id, wording(), NO_PHRASES)
    return [found[id] for id in by_id]


FIRST = Document("a", BODY, "Alder Courier")
WIRE = Document("b", f"FERNOW (Northwire) - {BODY}", "Northwire")
READER = Document("c", f"{BODY} That is what Northwire reports.", "Daily Lock")
PRINTS = [Document(name, f"FERNOW (Reuters) - {BODY}", f"Paper {name}") for name in "de"]


def test_an_outlet_s_own_mark_is_no_credit() -> None:
    """A dateline with the outlet's own name says nothing of whose text it is, whoever names it too."""
    members = profiles(FIRST, WIRE, READER)
    assert credited_names(members) == {"Northwire": 1}
    assert source_name(members, members[0]) == "Alder Courier"


def test_a_name_that_several_credit_is_whose_text_it_is() -> None:
    """Two members that credit an outlet outweigh the source's own name."""
    members = profiles(FIRST, *PRINTS)
    assert credited_names(members) == {"Reuters": 2}
    assert source_name(members, members[0]) == "Reuters"
