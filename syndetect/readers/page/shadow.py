"""Shadow roots, as saved pages hold them: put where a reader sees them, with what their slots take in."""

from __future__ import annotations

from typing import Any

_MARKS = ("shadowrootmode", "shadowmode", "shadowroot")
"""The attributes of a template that is a shadow root: of the standard, of browsers' MHTML, of older pages."""


def unfold(root: Any) -> None:
    """Replace every shadow root by what it shows; what its host holds and no slot takes in becomes hidden."""
    # From the inside: a root inside of another one is settled when that one is put in its place.
    for template in reversed([item for item in root.iter("template") if _is_root(item)]):
        host = template.getparent()
        if host is not None:
            _show(template, host)


def _is_root(template: Any) -> bool:
    return any(template.get(mark) is not None for mark in _MARKS)


def _show(template: Any, host: Any) -> None:
    slots = {slot.get("name", ""): slot for slot in reversed(list(template.iter("slot")))}
    rest, host.text = host.text or "", None
    before, after = [], template.tail or ""
    for child in [child for child in host if child is not template]:
        tail, child.tail = child.tail or "", None
        host.remove(child)
        before.append((child, tail))
    filled: set[str] = set()
    _put(slots.get(""), "", rest + after, filled)
    for child, tail in before:
        name = child.get("slot", "") if isinstance(child.tag, str) else ""
        if name in slots:
            _put(slots[name], name, child, filled)
        elif isinstance(child.tag, str):
            child.set("hidden", "")
            host.append(child)
        _put(slots.get(""), "", tail, filled)
    host.text = template.text
    for at, child in enumerate(list(template)):
        host.insert(at, child)
    host.remove(template)
    for slot in slots.values():
        # Its element stays in the place, and is no slot of a root further out.
        slot.tag = "span"


def _put(slot: Any, name: str, what: Any, filled: set[str]) -> None:
    """Add an element or a text to a slot; the first one takes the place of what stands there for want of any."""
    if slot is None or (isinstance(what, str) and not what.strip()):
        return
    if name not in filled:
        filled.add(name)
        slot.text = None
        for child in list(slot):
            slot.remove(child)
    if not isinstance(what, str):
        slot.append(what)
    elif len(slot):
        slot[-1].tail = (slot[-1].tail or "") + what
    else:
        slot.text = (slot.text or "") + what
