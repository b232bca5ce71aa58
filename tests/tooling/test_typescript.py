from typing import Literal

from pydantic import BaseModel

from scripts.generators.typescript import prepared, typescript


class Inner(BaseModel):
    title: str
    type: Literal["inner"] = "inner"


class Outer(BaseModel):
    type: Literal["outer"] = "outer"
    inner: Inner
    several: list[Inner] = []


def test_a_label_goes_and_a_field_named_title_stays() -> None:
    assert prepared(Inner.model_json_schema())["properties"] == {
        "title": {"type": "string"},
        "type": {"const": "inner", "default": "inner", "type": "string"},
    }


OUTER = """\
export interface Outer {
  type: "outer";
  inner: Inner;
  several?: Inner[];
}
export interface Inner {
  title: string;
  type: "inner";
}
"""


def test_types_have_the_names_of_the_models_and_always_their_tag() -> None:
    assert typescript(Outer.model_json_schema(), "Outer") == OUTER
