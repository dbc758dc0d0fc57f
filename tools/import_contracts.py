"""Two kinds of import contract that import-linter does not have; .importlinter names and uses them.

Only direct imports count: that `actions` reaches the framework through `web` is for the layers to judge.
"""

from fnmatch import fnmatchcase
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class Imports(Contract):
    """Fails on the direct imports that `forbidden` names, each told with its file's module and line."""

    def forbidden(self, importer: str, imported: str) -> bool:
        raise NotImplementedError

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001  # import-linter's call
        found = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if self.forbidden(importer, imported):
                    details = graph.get_import_details(importer=importer, imported=imported)
                    found += [f"{importer} imports {imported} (line {detail['line_number']})" for detail in details]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["found"]:
            output.print_error(line)


class OnlyImportedBy(Imports):
    """`imported` packages may be imported by the modules that a pattern in `by` names: `*` one part, `**` any."""

    type_name = "only_imported_by"
    imported = fields.SetField(subfield=fields.StringField())
    by = fields.SetField(subfield=fields.StringField())

    def forbidden(self, importer: str, imported: str) -> bool:
        guarded = imported.split(".", maxsplit=1)[0] in strings(self.imported)
        return guarded and not any(matches(importer, pattern) for pattern in strings(self.by))


class PrivateModules(Imports):
    """A module of one of these names may be imported only from inside the top-level package that holds it."""

    type_name = "private_modules"
    modules = fields.SetField(subfield=fields.StringField())

    def forbidden(self, importer: str, imported: str) -> bool:
        parts = imported.split(".")
        return len(parts) > 2 and parts[2] in strings(self.modules) and importer.split(".")[:2] != parts[:2]


def strings(field: object) -> set[str]:
    """A set field's value: import-linter's types name the field, not what a contract finds in it."""
    return cast("set[str]", field)


def matches(module: str, pattern: str) -> bool:
    """Whether the dotted name fits: a part `*` is any one part, a last part `**` is one or more."""
    parts, wanted = module.split("."), pattern.split(".")
    if wanted[-1] == "**":
        parts, wanted = parts[: len(wanted)], [*wanted[:-1], "*"]
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))
