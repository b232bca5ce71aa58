"""What stands beneath the fields of a class as strings, which Python itself forgets: read from the source."""

import ast
import inspect
import itertools
import textwrap


def field_words(kind: type) -> dict[str, str]:
    """The words beneath each field that has some, by field; bases included, the class's own first."""
    found: dict[str, str] = {}
    for each in kind.__mro__:
        if each.__module__.startswith("app."):
            found = {**_own(each), **found}
    return found


def _own(kind: type) -> dict[str, str]:
    (written,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    body = written.body if isinstance(written, ast.ClassDef) else []
    found = {}
    for field, after in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and _is_text(after):
            found[field.target.id] = " ".join(ast.literal_eval(ast.unparse(after)).split())
    return found


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
