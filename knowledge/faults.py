"""What is wrong with data that the schema refuses, said in Vietnamese."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

_NOT_A_DAY: Final = "ngày không hợp lệ (cần dạng 2021-01-19)"
_NOT_A_NUMBER: Final = "phải là số nguyên"
_NOT_A_GROUP: Final = "phải là một nhóm trường"
_MESSAGES: Final = {
    "missing": "thiếu trường này",
    "extra_forbidden": "trường không có trong lược đồ",
    "date_from_datetime_parsing": _NOT_A_DAY,
    "date_from_datetime_inexact": _NOT_A_DAY,
    "date_parsing": _NOT_A_DAY,
    "date_type": _NOT_A_DAY,
    "string_type": "phải là chữ",
    "string_too_short": "không được để trống",
    "string_too_long": "quá dài: {given} ký tự, tối đa {max_length}",
    "string_pattern_mismatch": "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
    "int_type": _NOT_A_NUMBER,
    "int_parsing": _NOT_A_NUMBER,
    "int_parsing_size": _NOT_A_NUMBER,
    "int_from_float": _NOT_A_NUMBER,
    "bool_type": "phải là có hoặc không",
    "bool_parsing": "phải là có hoặc không",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
    "too_short": "phải có ít nhất một mục",
    "tuple_type": "phải là một danh sách",
    "dict_type": _NOT_A_GROUP,
    "model_type": _NOT_A_GROUP,
    "model_attributes_type": _NOT_A_GROUP,
    "enum": "giá trị không nằm trong danh sách cho phép",
}
_OTHERWISE: Final = "giá trị không hợp lệ"
_BUILT_IN: Final = frozenset(get_args(ErrorType))


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, of which of Pydantic's or our kinds, and in words."""

    path: tuple[int | str, ...]
    kind: str
    message: str


def faults(error: ValidationError) -> Iterator[Fault]:
    """Return what is wrong, once each."""
    for detail in _own(error.errors()):
        path = tuple(part for part in detail["loc"] if not _is_pydantic_s_own(part))
        yield Fault(path, detail["type"], _message(detail))


def _own(details: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Leave out the lists that Pydantic calls too short because it refused items in them."""
    spoilt = {detail["loc"][:depth] for detail in details for depth in range(1, len(detail["loc"]))}
    for detail in details:
        if detail["type"] != "too_short" or detail["loc"] not in spoilt:
            yield detail


def _is_pydantic_s_own(part: int | str) -> bool:
    return part == "[key]" or str(part).startswith("function-")


def _message(detail: ErrorDetails) -> str:
    kind = detail["type"]
    known = _MESSAGES.get(kind)
    if known is not None:
        numbers = {"given": len(str(detail["input"]).strip()), **detail.get("ctx", {})}
        return known.format_map({name: _readable(value) for name, value in numbers.items()})
    if kind in _BUILT_IN and kind != "value_error":
        return _OTHERWISE
    return detail["msg"].removeprefix("Value error, ")


def _readable(value: object) -> str:
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)
