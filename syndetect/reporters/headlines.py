"""The result of a report, and of each family, in one sentence for people, the same in every format.

A sentence names an outlet only where that is certain enough: a link below `LEAST_CERTAIN` counts as open,
and no sentence names a source below that certainty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from syndetect.counting import plural
from syndetect.families.family import LEAST_CERTAIN
from syndetect.model import CREDIT_KINDS, AuditVerdict, ChangeKind, Document, Family, Member, Pair, Report
from syndetect.reporters.escape import clip_middle, visible
from syndetect.reporters.outline import is_comparison
from syndetect.reporters.readable import called, called_apart
from syndetect.reporters.wording import CHANGE_WORDS, RELATION_WORDS

_FACTS: tuple[ChangeKind, ...] = ("number", "date", "name", "quotation", "negation")
"""Kinds of changes that change a fact; a new headline or a word of doubt does not."""


_LONGEST_NAME = 60
_OWN = "of an article of the same outlet"


@dataclass(slots=True)
class _Tally:
    """The ids of derived articles by verdict and by what they changed; `total` counts all of them."""

    total: int = 0
    taken: list[str] = field(default_factory=list)
    verdicts: dict[AuditVerdict, list[str]] = field(default_factory=dict)
    open: int = 0
    changed: list[str] = field(default_factory=list)
    kinds: Counter[ChangeKind] = field(default_factory=Counter)

    def of(self, *verdicts: AuditVerdict) -> list[str]:
        """The ids of the articles whose credit has one of these verdicts."""
        return [name for verdict in verdicts for name in self.verdicts.get(verdict, ())]


def is_firm(family: Family, member: Member) -> bool:
    """Whether it is certain enough that the member was made from another text, and from which one."""
    link = family.source.confidence if member.source is None else member.certainty
    known = member.source is not None or (family.source.document is None and member.audit is not None)
    return known and min(link, member.confidence) >= LEAST_CERTAIN


def is_uncredited(family: Family, member: Member) -> bool:
    """Whether a member is certainly derived and gives no credit for it."""
    derived = member.document != family.source.document
    return derived and is_firm(family, member) and _verdict(member) == "uncredited"


def report_headline(report: Report) -> str:
    """The whole report in one or two sentences."""
    if not report.documents:
        return "There was no article to compare."
    if is_comparison(report) and report.pairs:
        return pair_headline(report.pairs[0], *report.documents)
    families = [family for family in report.families if _judged(report, family)]
    if len(families) == 1:
        return family_headline(report, families[0])
    tally = _tally((family, member) for family in families for member in _judged(report, family))
    if not tally.total:
        return _nothing(report)
    noun = ("article", "articles") if report.submissions is None else ("submission", "submissions")
    whole = plural(len(report.documents if report.submissions is None else report.submissions), *noun)
    where = plural(len(families), "family", "families")
    verb = "goes" if tally.total == 1 else "go"
    what = f"{tally.total:,} of {whole} {verb} back to another text, in {where}"
    clauses = list(_credits(tally, named={}))
    more = f"{what}: {', '.join(clauses)}." if clauses else f"{what}."
    return " ".join([more, *_changes(tally, named={})])


def family_headline(report: Report, family: Family) -> str:
    """Who took whose text, how it is credited, and who changed its facts."""
    derived = _judged(report, family)
    tally = _tally((family, member) for member in derived)
    known = [report.document(member.document) for member in derived if _has(report, member.document)]
    named = {id: shown(name) for id, name in called_apart(known).items()}
    owner = _owner(report, family)
    if not tally.taken and (versions := tally.of("own")):
        who = _who(versions, tally.total, named)
        return f"{who} {_verb(versions, 'is a later version', 'are later versions')} {_OWN}."
    if owner is None or not tally.taken:
        return " ".join([_unsure(family, owner), *_changes(tally, named)])
    first = tally.of("uncredited")
    lead = (
        f"{_who(first, tally.total, named)} took {owner}’s text without credit"
        if first
        else f"{_who(tally.taken, tally.total, named)} took {owner}’s text{_all_credited(tally)}"
    )
    lead = "; ".join([lead, *_credits(tally, named, led=bool(first))])
    return " ".join([f"{lead}.", *_changes(tally, named)])


def pair_headline(pair: Pair, left: Document, right: Document) -> str:
    """The verdict on two articles, with their names; the direction only where it is certain enough."""
    names = called_apart((left, right))
    left_name, right_name = shown(names[left.id]), shown(names[right.id])
    words = RELATION_WORDS[pair.relation]
    if pair.relation == "unrelated":
        return f"{left_name} and {right_name} have nothing in common beyond chance and page furniture."
    if not pair.derived:
        return f"{left_name} and {right_name} tell the same story, each independently of the other."
    if pair.confidence < LEAST_CERTAIN:
        return f"{left_name} and {right_name} may share {words} text; that is not sure enough to say more."
    if pair.direction == "common-source":
        return f"{left_name} and {right_name} share {words} text, and both have it from a third one."
    if pair.direction == "undetermined" or pair.certainty < LEAST_CERTAIN:
        return f"{left_name} and {right_name} share {words} text; which of them was first could not be told."
    derived, source = (
        (left_name, right_name) if pair.direction == "left-from-right" else (right_name, left_name)
    )
    return f"{derived} is {words} from {source}."


def _judged(report: Report, family: Family) -> list[Member]:
    """The derived members of a family; in the report of a check, only its submissions."""
    judged = None if report.submissions is None else frozenset(report.submissions)
    return [
        member
        for member in family.members
        if member.document != family.source.document and (judged is None or member.document in judged)
    ]


def _tally(members: Iterable[tuple[Family, Member]]) -> _Tally:
    tally = _Tally()
    for family, member in members:
        tally.total += 1
        if not is_firm(family, member):
            tally.open += 1
            continue
        verdict = _verdict(member)
        tally.verdicts.setdefault(verdict, []).append(member.document)
        if verdict != "own":
            tally.taken.append(member.document)
        kinds = {change.kind for change in member.changes.altered} if member.changes else set()
        if verdict != "own" and kinds & set(_FACTS):
            tally.changed.append(member.document)
            tally.kinds.update(kinds & set(_FACTS))
    return tally


def _verdict(member: Member) -> AuditVerdict:
    if member.audit is not None:
        return member.audit.verdict
    # A report made by hand, or before there were audits.
    return CREDIT_KINDS[member.credit.kind].verdict


def _credits(tally: _Tally, named: Mapping[str, str], *, led: bool = False) -> Iterator[str]:
    """A clause for each group of credits; `led` where the sentence already began with the missing ones."""
    if not led and not named and (missing := tally.of("uncredited")):
        yield f"{len(missing):,} {_verb(missing, 'gives', 'give')} no credit"
    for verdicts, words in (
        (("wrong", "laundered"), "somebody else"),
        (("vague",), "a source without a name"),
        (("part",), "it in part"),
    ):
        if credited := tally.of(*verdicts):
            yield f"{_few(credited, named)} {_verb(credited, 'credits', 'credit')} {words}"
    if unread := tally.of("unread"):
        yield f"of {len(unread):,} it is not read whether {_verb(unread, 'it gives', 'they give')} credit"
    if bare := tally.of("open"):
        against = _verb(bare, "it", "them")
        yield f"of {len(bare):,} no date or trace tells whom from, and nothing is held against {against}"
    if versions := tally.of("own"):
        words = _verb(versions, "is a later version", "are later versions")
        yield f"{len(versions):,} {words} {_OWN}"
    if tally.open:
        yield f"for {tally.open:,} the source is open"


def _verb(articles: list[str], singular: str, several: str) -> str:
    return singular if len(articles) == 1 else several


def _changes(tally: _Tally, named: Mapping[str, str]) -> Iterator[str]:
    if not tally.changed:
        return
    kinds = [kind for kind in _FACTS if tally.kinds[kind]]
    alone = len(tally.changed) == 1
    words = [f"a {CHANGE_WORDS[kind][0]}" if alone else CHANGE_WORDS[kind][1] for kind in kinds]
    who = named.get(tally.changed[0], "One") if alone else f"{len(tally.changed):,}"
    yield f"{who} changed {_listed(words, 'and' if alone else 'or')}."


def _few(ids: list[str], named: Mapping[str, str]) -> str:
    return named.get(ids[0], "1") if len(ids) == 1 else f"{len(ids):,}"


def _who(ids: list[str], total: int, named: Mapping[str, str]) -> str:
    if len(ids) == 1:
        name = named.get(ids[0], "One")
        return name if total == 1 else f"{name}, 1 of {total:,},"
    if len(ids) < total:
        return f"{len(ids):,} of {total:,}"
    return "Both" if total == 2 else f"All {total:,}"


def _all_credited(tally: _Tally) -> str:
    if len(tally.of("full")) < len(tally.taken):
        return ""
    return ", with credit" if len(tally.taken) <= 2 else ", all with credit"


def _owner(report: Report, family: Family) -> str | None:
    """The name of the outlet whose text it is, or None where that is not certain enough."""
    source = family.source
    if source.confidence < LEAST_CERTAIN:
        return None
    if source.name:
        return shown(source.name)
    known = source.document is not None and _has(report, source.document)
    return shown(called(report.document(source.document))) if known else None  # type: ignore[arg-type]


def _unsure(family: Family, owner: str | None) -> str:
    share = f"{plural(len(family.members), 'article')} share one text"
    if owner is None:
        return f"{share}; whose it is could not be told for sure."
    return f"{share}, probably {owner}’s; who has it from whom is open."


def _nothing(report: Report) -> str:
    stories = sum(pair.relation == "same-story" for pair in report.pairs)
    derived = sum(pair.derived for pair in report.pairs)
    if derived:
        return f"{plural(derived, 'pair')} of articles share text; no families were formed."
    rest = f" {plural(stories, 'pair')} tell the same story, each on its own." if stories else ""
    return f"No article was found to be made from another one.{rest}"


def _listed(words: list[str], last: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def shown(name: str) -> str:
    """A name without control characters, of at most 60 terminal cells."""
    return clip_middle(visible(name), _LONGEST_NAME)


def _has(report: Report, name: str) -> bool:
    try:
        report.document(name)
    except KeyError:
        return False
    return True
