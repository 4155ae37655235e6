"""The laws of the house that no import contract can spell. Read from the code itself."""

import ast
from pathlib import Path

import articles

HOUSE = Path(articles.__file__).parent

# Who may write these tables: the door and what stands behind it.
STORY_TABLES = {
    "Story",
    "StoryTag",
    "Byline",
    "Citation",
    "Quotation",
    "Placement",
    "Revision",
    "Edition",
    "Move",
}
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}


def modules(room: str = ""):
    for path in sorted((HOUSE / room).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(HOUSE).as_posix(), ast.parse(path.read_text())


def attributes(tree: ast.AST) -> set[str]:
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def writes(tree: ast.AST) -> set[str]:
    """The tables whose manager is asked to write: `Story.objects.create(…)` -> "Story"."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = [n.id for n in ast.walk(node.func) if isinstance(n, ast.Name)]
            if node.func.attr in WRITES:
                found |= STORY_TABLES.intersection(names)
    return found


def test_readers_code_never_reaches_past_what_readers_may_see():
    reaching = {
        name
        for name, tree in modules("reading")
        if attributes(tree)
        & {"everything", "ahead", "_base_manager", "_default_manager", "raw", "cursor"}
    }

    assert reaching == set()


def test_the_desks_code_does_reach_there_so_the_rule_above_can_fail():
    assert any("everything" in attributes(tree) for _, tree in modules("publishing"))


def test_only_the_door_and_what_stands_behind_it_writes_a_story():
    writers = {name for name, tree in modules() if writes(tree)}

    assert writers == {
        "publishing/archive.py",
        "publishing/clock.py",
        "publishing/desk.py",
        "stories/copy.py",
    }


# What can open a connection or ask for a name.
CLIENTS = {"socket", "ssl", "http.client", "urllib.request", "urllib3", "asyncio"}
CLIENTS |= {"requests", "httpx", "httpx2", "aiohttp", "ftplib", "smtplib", "socketserver"}


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_only_web_goes_out_to_the_network():
    going = {name: tree for name, tree in modules() if imported(tree) & CLIENTS}
    # Two ends of a line between two processes of this machine lead nowhere else.
    confined = attributes(going.pop("confined.py"))

    assert {name.partition("/")[0] for name in going} == {"web"}
    assert "socketpair" in confined
    assert not confined & {"connect", "connect_ex", "create_connection", "getaddrinfo", "bind"}


def test_only_the_opening_of_strangers_files_starts_another_program():
    starting = {name for name, tree in modules() if imported(tree) & {"subprocess", "os.system"}}

    assert starting == {"confined.py"}


def test_a_module_of_more_than_five_hundred_lines_is_cut_by_subject():
    long = {
        path.name: lines
        for path in HOUSE.rglob("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > 500
    }

    assert long == {}
