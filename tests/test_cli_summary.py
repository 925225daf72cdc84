"""What is said after the report is written."""

import pytest
from cli_samples import report_with

from syndetect.cli.summary import require_reachable, summary
from syndetect.gates import parse
from syndetect.model import Skipped
from syndetect.settings import Settings


def test_the_summary_counts_in_words() -> None:
    """One and many are told apart, and what was skipped is not passed over."""
    assert summary(report_with()) == "1 document, 0 pairs, 0 families"
    skipped = (Skipped("x", "y"), Skipped("z", "y"))
    assert summary(report_with("copy", skipped=skipped)) == "2 documents, 1 pair, 1 family, 2 skipped"


def test_a_policy_must_be_able_to_see_what_it_asks_for() -> None:
    """A gate that could never close is refused; equal or weaker listing is fine."""
    require_reachable(parse("rewrite"), Settings(min_relation="rewrite"))
    require_reachable(parse("copy"), Settings(min_relation="same-story"))
    require_reachable(None, Settings(min_relation="copy"))
    require_reachable(parse("coverage>50%"), Settings(min_relation="copy"))
    require_reachable(parse("relation>=paraphrase or coverage>50%"), Settings())
    with pytest.raises(Exception, match="would miss"):
        require_reachable(parse("rewrite"), Settings(min_relation="copy"))
