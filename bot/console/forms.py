"""Forms with errors beside the fields (WTForms), in the language of the official."""

from __future__ import annotations

from typing import Any

from wtforms import Form as WTForm
from wtforms import SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from bot.console.visit import Visit
from bot.console.words import Words


class _Said:
    """What WTForms asks for its own sentences; those are in the catalogue `forms.po`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def gettext(self, string: str) -> str:
        return self._words.gettext(string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self._words.ngettext(singular, plural, n)


class Form(WTForm):
    """Labels and messages are marked with `N_` and said in the official's language. The token against forged requests
    is the guard's business."""

    class Meta:
        """Of WTForms."""

        def get_translations(self, form: Any) -> Any:
            """Of the form's own language."""
            return form.said

    def __init__(self, visit: Visit, *args: Any, **kwargs: Any) -> None:
        """Filled from what was sent, if something was."""
        self.said = _Said(visit.words)
        self.visit = visit
        super().__init__(visit.form or None, *args, **kwargs)
        for one in self:
            one.label.text = visit.say(str(one.label.text))
            if isinstance(one, SelectField) and isinstance(one.choices, list):
                one.choices = [(value, visit.say(str(label))) for value, label in one.choices]

    def fault(self, name: str, message: str) -> None:
        """An error that was found outside of the form, beside its field."""
        one = self[name]
        one.errors = [*one.errors, message]


class MultiCheckboxField(SelectMultipleField):
    """Several of a few, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
