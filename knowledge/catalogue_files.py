"""The knowledge base as YAML, one file a procedure: reading that names file and line, writing."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.content import ProcedureContent
from knowledge.faults import Fault, faults

CATALOGUE = Path(__file__).parent / "catalogue"


class CatalogueError(Exception):
    """A catalogue file that can't be taken in; each line reads ``file:line: what is wrong``."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def read_file(path: Path) -> ProcedureContent:
    """Return the procedure in `path`.

    Raises CatalogueError for anything from broken YAML to a missing source.
    """
    node, data = read_yaml(path)
    if not isinstance(data, dict):
        raise CatalogueError([f"{path}:1: tệp phải là một thủ tục"])
    try:
        return ProcedureContent.model_validate(data)
    except ValidationError as error:
        raise CatalogueError(describe(path, node, error)) from error


def read_yaml(path: Path) -> tuple[yaml.Node | None, Any]:
    """Return the YAML in `path` as nodes, which know their lines, and as data.

    Raises CatalogueError if it is broken.
    """
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node else None
    except UnicodeDecodeError as error:
        raise CatalogueError([f"{path}:1: không phải tệp UTF-8 (byte {error.start})"]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError([f"{path}:{line}: YAML hỏng: {error.problem}"]) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise CatalogueError([f"{path}:1: YAML hỏng: {error}"]) from error
    except RecursionError as error:
        raise CatalogueError([f"{path}:1: YAML hỏng: lồng quá nhiều tầng"]) from error


def describe(path: Path, node: yaml.Node | None, error: ValidationError) -> list[str]:
    """Return the problems of the data in `path`, each with its line."""
    return [_describe(path, node, fault) for fault in faults(error)]


def read_directory(directory: Path) -> list[ProcedureContent]:
    """Return the procedures of all ``*.yml`` in `directory`, by id.

    Raises CatalogueError with the problems of all files together.
    """
    found: dict[int, Path] = {}
    procedures: list[ProcedureContent] = []
    problems: list[str] = []
    for path in sorted(directory.glob("*.yml")):
        try:
            procedure = read_file(path)
        except CatalogueError as error:
            problems.extend(error.problems)
            continue
        if procedure.id in found:
            problems.append(f"{path}:1: id {procedure.id} đã có ở {found[procedure.id]}")
        found[procedure.id] = path
        procedures.append(procedure)
    if not procedures and not problems:
        problems.append(f"{directory}:1: không có tệp .yml nào")
    if problems:
        raise CatalogueError(problems)
    return sorted(procedures, key=lambda procedure: procedure.id)


def dump(procedure: ProcedureContent) -> str:
    """Return `procedure` as YAML; reading it back gives an equal value."""
    data = procedure.model_dump(mode="python", exclude_defaults=True)
    return yaml.dump(_plain(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def write_directory(procedures: Iterable[ProcedureContent], directory: Path) -> int:
    """Write each procedure to ``NN.yml`` in `directory`, made if missing; return how many."""
    directory.mkdir(parents=True, exist_ok=True)
    count = 0
    for procedure in procedures:
        path = directory / f"{procedure.id:02d}.yml"
        path.write_text(dump(procedure), encoding="utf-8")
        count += 1
    return count


class _Loader(yaml.SafeLoader):
    """Leaves a value that is no date or number, such as 2021-13-45, for the schema to refuse."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, ArithmeticError, LookupError, AttributeError):
            if not isinstance(node, yaml.ScalarNode):
                raise
            return node.value


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # Between other quotes, or none, NEL comes back as a line feed.
    style = '"' if "\x85" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _quoted)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _describe(path: Path, node: yaml.Node | None, fault: Fault) -> str:
    where = ".".join(str(part) for part in fault.path) or "thủ tục"
    return f"{path}:{_line(node, fault.path)}: {where}: {fault.message}"


def _line(node: yaml.Node | None, loc: Sequence[int | str]) -> int:
    line = 1
    for current in _walk(node, loc):
        line = current.start_mark.line + 1
    return line


def _walk(node: yaml.Node | None, loc: Sequence[int | str]) -> Iterator[yaml.Node]:
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, value) for key, value in node.value}
            if part not in pairs:
                return
            key, node = pairs[part]
            yield key
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            yield node
        else:
            return
