"""Templates folded when they are read: what is the same at every visit becomes one text per language.

A page is for two thirds words, icons and frame that no visit changes; rendering them node by node cost more than its
queries. Nothing in a template changes for it, and what depends on the visit stays as Django made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import RLock
from typing import Any
from uuid import UUID

from django.template import Engine, Template
from django.template.base import FilterExpression, Node, NodeList, Origin, TextNode, Variable, VariableNode
from django.template.context import Context
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.library import SimpleBlockNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

OURS = "lantaarn.web.templatetags."
_LISTS = ("nodelist", "nodelist_loop", "nodelist_empty", "nodelist_true", "nodelist_false")
_BLANK = UUID(int=0)


class Loader(cached.Loader):
    """Django's cached loader, which folds a template before anybody gets it."""

    def __init__(self, engine: Engine, loaders: Sequence[str]) -> None:
        super().__init__(engine, loaders)
        self._folding = RLock()
        self._busy: set[str] = set()

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        known = self.get_template_cache.get(self.cache_key(template_name, skip))
        if isinstance(known, _Folded):
            return known
        template = super().get_template(template_name, skip)
        with self._folding:
            return self._folded(template, template_name, skip)

    def _folded(self, template: Template, template_name: str, skip: list[Origin] | None) -> Template:
        """A copy: another thread may be rendering the one that is not folded."""
        known = self.get_template_cache.get(self.cache_key(template_name, skip))
        if isinstance(known, _Folded):
            return known
        key = self.cache_key(template_name, skip)
        if key in self._busy:  # it includes itself
            return template
        self._busy.add(key)
        try:
            folded = _Folded(template.source, template.origin, template.name, template.engine)
            folded.nodelist = fold(folded.nodelist)
        finally:
            self._busy.discard(key)
        self.get_template_cache[key] = folded
        return folded


class _Folded(Template):
    """A template that needs no more folding."""


class PerLanguage(Node):
    """Nodes that say the same at each visit: rendered once per language."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.known: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        found = self.known.get(language)
        if found is None:
            found = self.known[language] = SafeString("".join(str(n.render_annotated(context)) for n in self.nodes))
        return found


class Address(Node):
    """`{% url %}` with a name as it stands: where all arguments are ids, it is put together from its pieces."""

    child_nodelists = ()

    def __init__(self, node: URLNode) -> None:
        self.node = node
        self.pieces: list[str] | None = None

    def render(self, context: Context) -> str:
        values = [argument.resolve(context) for argument in self.node.args]
        if not all(type(value) is UUID for value in values):
            return str(self.node.render(context))
        if self.pieces is None:
            name = self.node.view_name.resolve(context)
            self.pieces = reverse(name, args=[_BLANK] * len(values)).split(str(_BLANK))
        url = self.pieces[0] + "".join(f"{value}{piece}" for value, piece in zip(values, self.pieces[1:], strict=True))
        if self.node.asvar:
            context[self.node.asvar] = url
            return ""
        return str(conditional_escape(url)) if context.autoescape else url


class Inlined(Node):
    """`{% include "…" %}` of a template that is known when the page is read; what it sets stays inside."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        with context.push():
            return self.nodelist.render(context)


def fold(nodelist: NodeList) -> NodeList:
    """The same nodes with what is constant taken together."""
    found, waiting = NodeList(), list[Node]()

    def put_down() -> None:
        if waiting:
            found.append(_together(waiting.copy()))
            waiting.clear()

    found.contains_nontext = nodelist.contains_nontext
    for node in nodelist:
        turned = _turn(node)
        if turned is None:
            continue
        if _constant(turned):
            waiting.append(turned)
            continue
        put_down()
        found.append(turned)
    put_down()
    return found


def _together(nodes: list[Node]) -> Node:
    if all(isinstance(node, TextNode) for node in nodes):
        return TextNode("".join(node.s for node in nodes))  # type: ignore[attr-defined]
    whole = PerLanguage(nodes)
    whole.token, whole.origin = nodes[0].token, nodes[0].origin
    return whole


def _turn(node: Node) -> Node | None:
    """The node with its inside folded; None for what shows nothing."""
    if isinstance(node, LoadNode | CommentNode):
        return None
    if isinstance(node, IfNode):
        node.conditions_nodelists = [(condition, fold(inside)) for condition, inside in node.conditions_nodelists]
        return node
    for name in _LISTS:
        inside = getattr(node, name, None)
        if isinstance(inside, NodeList):
            setattr(node, name, fold(inside))
    if isinstance(node, URLNode) and node.args and not node.kwargs and _fixed(node.view_name):
        return _like(Address(node), node)
    if isinstance(node, IncludeNode):
        return _inlined(node)
    return node


def _like(new: Node, old: Node) -> Node:
    new.token, new.origin = old.token, old.origin
    return new


def _inlined(node: IncludeNode) -> Node:
    if node.extra_context or node.isolated_context or not _fixed(node.template):
        return node
    assert node.origin.loader is not None
    template = node.origin.loader.engine.get_template(node.template.resolve(Context()))
    if any(template.nodelist.get_nodes_by_type(kind) for kind in (BlockNode, ExtendsNode)):
        return node
    return _like(Inlined(template.nodelist), node)


def _fixed(expression: FilterExpression) -> bool:
    """A text or number that stands in the template, without filters."""
    var = expression.var
    return not expression.filters and (not isinstance(var, Variable) or var.lookups is None)


def _constant(node: Node) -> bool:
    kind = next((kind for kind in _CONSTANT if isinstance(node, kind)), None)
    return kind is not None and _CONSTANT[kind](node)


def _all_constant(nodelist: NodeList) -> bool:
    return all(isinstance(node, TextNode | PerLanguage) for node in nodelist)


def _simple(node: SimpleNode) -> bool:
    """A tag of ours that looks at nothing but its arguments."""
    given = (*node.args, *node.kwargs.values())
    ours = node.func.__module__.startswith(OURS)
    return ours and not node.takes_context and node.target_var is None and all(map(_fixed, given))


def _plain_url(node: URLNode) -> bool:
    return not node.args and not node.kwargs and node.asvar is None and _fixed(node.view_name)


def _plain_words(node: BlockTranslateNode) -> bool:
    plain = not node.plural and not node.extra_context and not node.message_context and node.asvar is None
    return plain and not node.render_token_list(node.singular)[1]


_CONSTANT: dict[type[Node], Any] = {
    TextNode: lambda node: True,
    PerLanguage: lambda node: True,
    VariableNode: lambda node: _fixed(node.filter_expression),
    TranslateNode: lambda n: n.asvar is None and n.message_context is None and _fixed(n.filter_expression),
    BlockTranslateNode: _plain_words,
    SimpleBlockNode: lambda node: _simple(node) and _all_constant(node.nodelist),
    SimpleNode: _simple,
    StaticNode: lambda node: node.varname is None and _fixed(node.path),
    URLNode: _plain_url,
    Inlined: lambda node: _all_constant(node.nodelist),
}
