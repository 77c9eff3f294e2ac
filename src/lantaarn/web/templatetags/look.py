"""`{% load look %}`: one library made of the small ones."""

from __future__ import annotations

from django.template import Library

from lantaarn.web.templatetags import look_blocks, look_buttons, look_fields, look_lists, look_pieces, look_words

register = Library()

for _part in (look_blocks, look_buttons, look_fields, look_lists, look_pieces, look_words):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
