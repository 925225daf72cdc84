"""Names of files that tell something."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import read
from syndetect.model import Document
from syndetect.readers.file_names import named
from syndetect.settings import Settings


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("a/post_2024-03-07_mole-shut.txt", "{outlet}_{date}_{title}.txt",
         {"outlet": "post", "published": "2024-03-07", "title": "mole shut"}),
        ("daily-lantern_2024_03_07_a_b.txt.gz", "{outlet}_{date}_{title}.txt",
         {"outlet": "daily lantern", "published": "2024-03-07", "title": "a b"}),
        ("20240307T1015 - Mole shut.md", "{date} - {title}",
         {"published": "2024-03-07T10:15", "title": "Mole shut"}),
        ("The Post/2024/x-17.txt", "{outlet}/{any}/{any}-{id}.txt", {"outlet": "The Post", "id": "17"}),
        ("post_sometime_x.txt", "{outlet}_{date}_{title}.txt", {"outlet": "post", "title": "x"}),
        ("post.txt", "{outlet}_{date}_{title}.txt", {}),
        ("post_2024-03-07_x.txt", "", {}),
    ],
)  # fmt: skip
def test_names_tell_what_their_pattern_says(path: str, pattern: str, expected: dict[str, str]) -> None:
    """Each part has its field; signs for spaces are spaces, and a date that is none is left out."""
    assert dict(named(path, pattern)) == expected


@given(
    st.text(max_size=60), st.sampled_from(["{outlet}_{date}_{title}.txt", "{date}{any}.md", "{any}/{title}"])
)
def test_any_name_is_read_without_harm(path: str, pattern: str) -> None:
    """A name of another kind tells nothing, and none raises."""
    assert all(named(path, pattern).values())


def test_what_a_name_tells_goes_before_folder_and_text(tmp_path: Path) -> None:
    """The user's pattern is more than a folder's name and a first line, and less than front matter."""
    (tmp_path / "north").mkdir()
    text = "Mole shut by council\n\nThe council shut the outer mole, and nobody may walk there, it said.\n"
    (tmp_path / "north" / "post_2024-03-07_x.txt").write_text(text)
    (tmp_path / "north" / "post_2024-03-07_y.txt").write_text(f"---\noutlet: The Gull\n---\n{text}")
    found = [
        item
        for item in read(tmp_path, settings=Settings(name="{outlet}_{date}_{title}.txt"))
        if isinstance(item, Document)
    ]
    assert [(one.outlet, one.title, one.published) for one in found] == [
        ("post", "x", "2024-03-07"), ("The Gull", "y", "2024-03-07"),
    ]  # fmt: skip
