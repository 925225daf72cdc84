"""Stories of InCopy."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndetect import read
from syndetect.model import Document, Skipped

HEAD = (
    '<?xml version="1.0"?><?aid style="50" type="snippet"?><?aid SnippetType="InCopyInterchange"?>'
    '<Document DOMVersion="18.0" Self="d"><Condition Self="Condition/x" Visible="false"/>'
)
STORY = """<Story Self="u1" StoryTitle="$ID/"><StoryPreference><Properties><Label>No text.</Label>
</Properties></StoryPreference>
<ParagraphStyleRange AppliedParagraphStyle="ParagraphStyle/Article%3aHEAD_2"><CharacterStyleRange>
<Content>Tide gate holds</Content><Br/></CharacterStyleRange></ParagraphStyleRange>
<ParagraphStyleRange AppliedParagraphStyle="ParagraphStyle/Article%3aText"><CharacterStyleRange>
<Content>The gate </Content></CharacterStyleRange><Change ChangeType="DeletedText">
<CharacterStyleRange>
<Content>broke</Content></CharacterStyleRange></Change><Change ChangeType="InsertedText">
<CharacterStyleRange>
<Content>held\u2028on.</Content><Note><ParagraphStyleRange><CharacterStyleRange>
<Content>Check!</Content>
</CharacterStyleRange></ParagraphStyleRange></Note></CharacterStyleRange></Change>
<CharacterStyleRange AppliedConditions="Condition/x"><Content> not seen</Content>
</CharacterStyleRange>
<CharacterStyleRange><Footnote><ParagraphStyleRange><CharacterStyleRange><Content>A note.</Content>
</CharacterStyleRange>
</ParagraphStyleRange></Footnote><Br/><Content>It was the fifth storm since May.</Content>
</CharacterStyleRange>
<CharacterStyleRange><Table><Cell Name="1:0"><ParagraphStyleRange><CharacterStyleRange>
<Content>31 cm</Content>
</CharacterStyleRange></ParagraphStyleRange></Cell><Cell Name="0:0"><ParagraphStyleRange>
<CharacterStyleRange>
<Content>Crest</Content></CharacterStyleRange></ParagraphStyleRange></Cell></Table>
</CharacterStyleRange>
</ParagraphStyleRange></Story>"""
TEXT = "The gate held\non.\n\nIt was the fifth storm since May.\n\nCrest\t31 cm"


def found(tmp_path: Path, source: str, name: str = "a.icml") -> list[Document | Skipped]:
    """What is read of such a file."""
    (tmp_path / name).write_text(source, encoding="utf-8")
    return list(read(tmp_path / name))


@pytest.mark.parametrize("name", ["a.icml", "a.xml", "story"])
def test_a_story_is_read_as_it_is_seen(tmp_path: Path, name: str) -> None:
    """Paragraphs end at breaks; deletions, remarks and hidden text are none of it, notes are counted."""
    one, told = found(tmp_path, f"{HEAD}{STORY}</Document>", name)
    assert isinstance(told, Skipped)
    assert told.reason == "2 words stand in notes, which are no part of the text"
    assert isinstance(one, Document)
    assert (one.title, one.text) == ("Tide gate holds", TEXT)
    assert (one.meta["note_words"], one.meta["hidden_words"]) == (2, 2)


def test_each_story_is_an_article(tmp_path: Path) -> None:
    """They are numbered, and empty ones are none."""
    found_here = found(tmp_path, f"{HEAD}{STORY}<Story Self='e'/>{STORY}</Document>")
    assert [one.id for one in found_here if isinstance(one, Document)] == ["a.icml:1", "a.icml:2"]


def test_what_the_metadata_say_is_kept(tmp_path: Path) -> None:
    """Title and author stand in a packet of XML inside the file's own."""
    packet = (
        "<x:xmpmeta xmlns:x='a'><creator>Ada Holm</creator><title>Gate</title></x:xmpmeta><?xpacket end='r'?>"
    )
    about = (
        "<MetadataPacketPreference><Properties><Contents><![CDATA["
        f"{packet}]]></Contents></Properties></MetadataPacketPreference>"
    )
    one, _ = found(tmp_path, f"{HEAD}{STORY}{about}</Document>")
    assert isinstance(one, Document)
    assert (one.title, one.meta["author"]) == ("Gate", "Ada Holm")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (f"{HEAD}<Story Self='e'/></Document>", "is a story of InCopy without text"),
        (f"{HEAD}</Document>", "is XML with the root element 'Document', which no reader knows"),
    ],
)
def test_what_holds_no_story_says_so(tmp_path: Path, source: str, reason: str) -> None:
    """Other XML with that root is none of InCopy's."""
    [told] = found(tmp_path, source)
    assert isinstance(told, Skipped)
    assert told.reason.startswith(reason)


def test_a_story_that_is_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    """And somebody is told."""
    whole = f"{HEAD}{STORY}</Document>"
    one, _, told = found(tmp_path, whole[: whole.index("<Table>")])
    assert isinstance(one, Document)
    assert isinstance(told, Skipped)
    assert one.text.endswith("since May.")
    assert "what could be made out was read" in told.reason
