"""A column mapping as a file, so that an answer once given can be used again: TOML or JSON."""

import json
import tomllib
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Constrained

from tracker.errors import FileRejected
from tracker.intake.column_mapping import ColumnMapping
from tracker.intake.date_text import DateOrder
from tracker.intake.heading_words import Field

LONGEST_FILE = 256 * 1024


class MappingFile(BaseModel):
    """What a mapping file may hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sheet: str = ""
    source_key: str = ""
    columns: dict[Field, str] = Constrained(min_length=1)
    date_orders: dict[str, Literal["dmy", "mdy", "ymd"]] = {}


def load_mapping(content: bytes) -> ColumnMapping:
    """Read a mapping file; refuse one that is not a mapping, with the place where it is wrong."""
    if len(content) > LONGEST_FILE:
        raise FileRejected("mapping_file_too_long", limit_kb=LONGEST_FILE // 1024)
    try:
        text = content.decode("utf-8-sig")
        raw = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
        checked = MappingFile.model_validate(raw)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        raise FileRejected("mapping_file_wrong", place=".".join(map(str, first["loc"]))) from fault
    except (ValueError, RecursionError) as fault:
        raise FileRejected("mapping_file_not_read") from fault
    orders = {label: DateOrder(order) for label, order in checked.date_orders.items()}
    return ColumnMapping(checked.columns, orders, checked.sheet, checked.source_key)


def mapping_as_toml(mapping: ColumnMapping) -> str:
    """Write a mapping as the TOML that `load_mapping` reads."""
    lines = [f"sheet = {quoted(mapping.sheet)}", f"source_key = {quoted(mapping.source_key)}", "", "[columns]"]
    lines += [f"{field} = {quoted(label)}" for field, label in mapping.columns.items()]
    if mapping.date_orders:
        lines += ["", "[date_orders]"]
        lines += [f"{quoted(label)} = {quoted(order)}" for label, order in mapping.date_orders.items()]
    return "\n".join(lines) + "\n"


def mapping_as_json(mapping: ColumnMapping) -> str:
    """Write a mapping as JSON, for the settings and for other programs."""
    whole = MappingFile.model_validate(
        {
            "sheet": mapping.sheet,
            "source_key": mapping.source_key,
            "columns": dict(mapping.columns),
            "date_orders": {label: order.value for label, order in mapping.date_orders.items()},
        }
    )
    return whole.model_dump_json(indent=2)


def quoted(text: str) -> str:
    """Give a text as a TOML basic string, whose escapes are those of JSON but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
