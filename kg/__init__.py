"""Which policies are in force, for whom, where, on which date, and because of what."""

TYPE_CHECKING = False  # as `typing` has it, without the cost of importing it
if TYPE_CHECKING:
    from typing import Any

    from kg.knowledge import KnowledgeGraph as KnowledgeGraph
    from kg.knowledge import open as open
    from kg.version import VERSION as __version__

_HOMES = {
    "KnowledgeGraph": ("kg.knowledge", "KnowledgeGraph"),
    "__version__": ("kg.version", "VERSION"),
    "open": ("kg.knowledge", "open"),
}
__all__ = ["KnowledgeGraph", "__version__", "open"]


def __getattr__(name: str) -> "Any":
    """Import a public name when it is first asked for, so that `import kg` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
