"""ES modules -> one script, without a build step.

Each module becomes a function that is called once and returns what it exports; imports become names taken from those
results. The modules keep to a plain subset of the language, which is checked: imports are one statement a module, of
names, from a file beside it; exports stand before ``const``, ``function`` or ``class`` at the start of a line; no
module needs itself.
"""

from __future__ import annotations

import re

from geograph.errors import ExportError
from geograph.view.minify import squeeze

__all__ = ["bundle_modules"]

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (const|function|async function|class) (\w+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^\s*(import|export)\b.*$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*\*?(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
# What must not stand inside a script element, however it is quoted.
_FORBIDDEN = ("</script", "<!--", "<script")


def bundle_modules(modules: dict[str, str], *, entry: str) -> str:
    """Join ``modules`` (file name to source) in the order that ``entry`` needs them.

    Comments and spaces are left out: a third of the weight, and no reader of the page misses them.

    Raises:
        ExportError: a module is missing, imports in a circle, or leaves the subset.
    """
    ordered: list[str] = []
    _visit(entry, modules, ordered, ())
    script = '"use strict";\n' + "".join(_wrapped(name, modules[name], entry=name == entry) for name in ordered)
    for mark in _FORBIDDEN:
        if mark in script.lower():
            raise ExportError(f"the page's script holds {mark!r}", where=entry)
    return script


def _visit(name: str, modules: dict[str, str], ordered: list[str], path: tuple[str, ...]) -> None:
    if name in path:
        raise ExportError("modules import in a circle", where=" > ".join((*path, name)))
    if name in ordered:
        return
    if name not in modules:
        raise ExportError("no such module", where=" > ".join((*path, name)))
    for match in _IMPORT.finditer(modules[name]):
        _visit(match.group(2), modules, ordered, (*path, name))
    ordered.append(name)


def _wrapped(name: str, source: str, *, entry: bool) -> str:
    exported = [match.group(2) for match in _EXPORT.finditer(source)]
    body = _IMPORT.sub(lambda match: f"const {{{match.group(1)}}} = {_variable(match.group(2))};\n", source)
    body = _EXPORT.sub(lambda match: f"{match.group(1)} {match.group(2)}", body)
    if left := _LEFT_OVER.search(_COMMENT.sub("", body)):
        raise ExportError(f"cannot bundle {left.group().strip()!r}", where=name)
    # Only the entry, which nobody imports, may await at its top.
    start = "async()" if entry else "()"
    return f"const {_variable(name)}=({start}=>{{\n{squeeze(body)}return{{{','.join(exported)}}};\n}})();\n"


def _variable(name: str) -> str:
    return "module_" + name.removesuffix(".js").replace("-", "_")
