"""Records of the model to JSON values and back, whatever fields they have.

Fields that hold their default are left out, so a record can gain fields and old files stay
readable. What is read is checked by the records' own constructors, never executed.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
_Json = Any
_Kind = Any
_Make = Callable[[Any], Any]


def encoded(value: object) -> _Json:
    """Return the record, enum, tuple or plain value as JSON values."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [encoded(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        held = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: encoded(own) for one, own in held if not _is_default(one, own)}
    return value


def decoded(kind: type[Record], value: object) -> Record:
    """Return the record of this kind that `encoded` gave; raise ValueError for anything else."""
    try:
        made: Record = _late(kind)(value)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is no {kind.__name__}: {error}") from error
    return made


def _late(kind: _Kind) -> _Make:
    made: _Make = _maker(kind)
    return made


def _is_default(one: Field[Any], value: object) -> bool:
    if one.default is not MISSING:
        return type(value) is type(one.default) and bool(value == one.default)
    return False


@cache
def _maker(kind: _Kind) -> _Make:
    """Return what makes a value of the type out of JSON values."""
    origin: _Kind = get_origin(kind)
    arguments = get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _named(kind)
    return _plain(kind)


def _optional(arguments: tuple[Any, ...]) -> _Make:
    kinds = [one for one in arguments if one is not type(None)]
    if len(kinds) != 1:
        raise TypeError(f"cannot tell {arguments} apart")
    inner = _maker(kinds[0])
    return lambda value: None if value is None else inner(value)


def _tuple(arguments: tuple[Any, ...]) -> _Make:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _maker(arguments[0])
        return lambda value: tuple(inner(one) for one in value)
    makers = [_maker(one) for one in arguments]
    return lambda value: tuple(make(one) for make, one in zip(makers, value, strict=True))


def _named(kind: _Kind) -> _Make:
    """A named tuple is stored as any other tuple."""
    hints = get_type_hints(kind)
    makers = [_maker(hints[name]) for name in kind._fields]
    return lambda value: kind(*(make(one) for make, one in zip(makers, value, strict=True)))


def _record(kind: _Kind) -> _Make:
    hints = get_type_hints(kind)
    makers: dict[str, _Make] = {}
    for one in fields(kind):
        makers[one.name] = _Late(hints[one.name])
    return lambda value: kind(**{name: makers[name](own) for name, own in value.items()})


class _Late:
    """The maker of a field, looked up once it is needed: records may hold their own kind."""

    __slots__ = ("_kind", "_make")

    def __init__(self, kind: _Kind) -> None:
        self._kind = kind
        self._make: _Make | None = None

    def __call__(self, value: object) -> object:
        if self._make is None:
            self._make = _maker(self._kind)
        return self._make(value)


def _plain(kind: _Kind) -> _Make:
    wanted = (int, float) if kind is float else kind

    def check(value: object) -> object:
        if not isinstance(value, wanted):
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return check
