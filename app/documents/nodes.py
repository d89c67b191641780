"""The structure of a paper: what a screen reader hears, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.sheets import Content


class Node:
    """One element of the structure: Document, Sect, H1…, P, L, LI, Lbl, LBody, Table, TH, Figure, Link.

    ``alt`` is the alternative text of a figure, ``actual`` what is said where the paper holds other letters
    or another order, ``attributes`` the inside of an attribute dictionary in PDF syntax, ``page`` where a
    heading stands once it is painted. A node that is never painted leaves the tree, unless it must be
    ``kept`` beside its brothers, as an empty cell of a table must.
    """

    __slots__ = (
        "actual",
        "alt",
        "attributes",
        "bookmark",
        "kept",
        "kids",
        "language",
        "page",
        "painted",
        "parent",
        "tag",
        "title",
    )

    def __init__(self, tag: str, parent: Node | None = None, *, alt: str = "", attributes: str = "") -> None:
        self.tag = tag
        self.parent = parent
        self.kids: list[Node | Content] = []
        self.alt = alt
        self.attributes = attributes
        self.actual = ""
        self.language = ""
        self.title = ""
        self.bookmark = ""
        self.page = 0
        self.painted = False
        self.kept = False

    def child(self, tag: str, *, alt: str = "", attributes: str = "") -> Node:
        """A new last child."""
        node = Node(tag, self, alt=alt, attributes=attributes)
        self.kids.append(node)
        return node

    def hang(self, content: Content) -> None:
        """Put something painted into this node, and so into the tree."""
        self.kids.append(content)
        node: Node | None = self
        while node is not None and not node.painted:
            node.painted, node = True, node.parent

    def nodes(self) -> list[Node]:
        """The children that reached the paper, in reading order."""
        return [kid for kid in self.kids if isinstance(kid, Node) and (kid.painted or kid.kept)]

    def walk(self) -> Iterator[Node]:
        """The node and all below it that reached the paper, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.nodes())
