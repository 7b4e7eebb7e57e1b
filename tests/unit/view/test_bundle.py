from __future__ import annotations

import pytest

from geograph.errors import ExportError
from geograph.view.bundle import bundle_modules
from geograph.view.minify import squeeze


def test_modules_come_before_those_that_import_them_and_once() -> None:
    modules = {
        "main.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\na(b);\n',
        "a.js": 'import { b } from "./b.js";\nexport function a() {\n  return b;\n}\n',
        "b.js": "/** Two lines\n * of words. */\nexport const b = 1; // one\nexport class C {\n}\n",
    }
    assert bundle_modules(modules, entry="main.js") == (
        '"use strict";\n'
        "const module_b=(()=>{\nconst b=1;\nclass C{\n}\nreturn{b,C};\n})();\n"
        "const module_a=(()=>{\nconst{b}=module_b;\nfunction a(){\nreturn b;\n}\nreturn{a};\n})();\n"
        "const module_main=(async()=>{\nconst{a}=module_a;\nconst{b}=module_b;\na(b);\nreturn{};\n})();\n"
    )


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({}, "no such module"),
        ({"main.js": 'import { x } from "./gone.js";\n'}, "main.js > gone.js: no such module"),
        (
            {"main.js": 'import { a } from "./a.js";\n', "a.js": 'import { m } from "./main.js";\n'},
            "main.js > a.js > main.js: modules import in a circle",
        ),
        ({"main.js": 'import x from "./a.js";\n'}, "cannot bundle"),
        ({"main.js": "export default 1;\n"}, "cannot bundle"),
        ({"main.js": 'const x = "</script>";\n'}, "holds"),
        ({"main.js": "const x = `${a.map(() => { return 1; })}\n"}, "template"),
    ],
    ids=["no entry", "missing", "circle", "default import", "default export", "end of script", "open template"],
)
def test_what_leaves_the_subset_is_refused(modules: dict[str, str], message: str) -> None:
    with pytest.raises(ExportError, match=message.replace("(", r"\(")):
        bundle_modules(modules, entry="main.js")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a  =  b + c ;", "a=b+c;"),
        ("return a;", "return a;"),
        ("a = b + +c - -d;", "a=b+ +c- -d;"),
        ("say(\"a  b  // no comment\", '/* nor  this */');", "say(\"a  b  // no comment\",'/* nor  this */');"),
        ("x = `a  ${ b }  c`;", "x=`a  ${ b }  c`;"),
        ("x = `a ${b.map((c) => `${c}  d`).join()}`;", "x=`a ${b.map((c) => `${c}  d`).join()}`;"),
        ("x = `a ${ f({ b: `}` }) }  c` ;", "x=`a ${ f({ b: `}` }) }  c`;"),
        ("x = `a ${b.map(() => { return '`  }'; })}  c` ;", "x=`a ${b.map(() => { return '`  }'; })}  c`;"),
        ("t.replace( / +\\/\"[/ ]/g , ' ');", "t.replace(/ +\\/\"[/ ]/g,' ');"),
        ("return /[\"'`] +/.test( a );", "return/[\"'`] +/.test(a);"),
        ("x = a / b / c;", "x=a/b/c;"),
        ("a; // end\n\n\n  b;\n", "a;\nb;\n"),
        ("a /* mid */ b", "a b"),
        ("typeof x === 'y' && x in z", "typeof x==='y'&&x in z"),
    ],
)
def test_squeeze_drops_only_what_nobody_needs(source: str, expected: str) -> None:
    assert squeeze(source) == expected
