"""Proposals for the shell while a word is typed: settings, fields, and the names of the policy language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_LAST = re.compile(r"(?<![A-Za-z_-])[A-Za-z_-]*+$")
_COMPARED = re.compile(r"(?<![a-z_])([a-z_]++)(==|!=|>=|<=|>|<)([\w-]*)$")


def settings(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of settings with their equals sign, and after it the values of a choice."""
    from syndetect.settings import Settings

    name, equals, typed = incomplete.partition("=")
    if equals:
        choices: Iterable[str] = next(
            (item.metadata.get("choices", ()) for item in fields(Settings) if item.name == name), ()
        )
        return _items((f"{name}={choice}" for choice in choices), f"{name}={typed}")
    return _items((f"{item.name}=" for item in fields(Settings)), incomplete)


def record_fields(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of a record's fields in syndetect, with their equals sign."""
    from syndetect.cli.configuration import FIELDS

    return _items((f"{name}=" for name in FIELDS), incomplete)


def files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The shell's own proposals for files and folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def commands(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of commands."""
    root = context.find_root()
    group = root.command
    return _items(group.list_commands(root) if isinstance(group, click.Group) else (), incomplete)


def policy(incomplete: str) -> list[CompletionItem]:
    """The last word of a policy: a relation, a field, or after a comparison the values of that field."""
    from syndetect.gates.policy_fields import FIELDS
    from syndetect.model import RELATIONS

    compared = _COMPARED.search(incomplete)
    if compared is not None:
        known = FIELDS.get(compared[1])
        before = incomplete[: compared.start(3)]
        return _items((f"{before}{choice}" for choice in (known.choices if known else ())), incomplete)
    last = _LAST.search(incomplete)
    before = incomplete[: last.start()] if last is not None else incomplete
    words = (*RELATIONS[:-1], *FIELDS)
    return _items((f"{before}{word}" for word in words), incomplete)


def _items(values: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(value) for value in values if value.startswith(incomplete)]
