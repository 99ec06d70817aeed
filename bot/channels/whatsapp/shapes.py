"""The parts of WhatsApp's webhook that are read, as Meta describes them (v23 and the business-scoped user ids).

Everything else in the requests is ignored: Meta adds fields at any time. Each part is validated by itself, so that one
of a new kind does not cost the others.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints


def _sound(value: Any) -> Any:
    """Text without lone surrogates and NUL, which JSON can carry and databases cannot store: what cannot be stored
    would come again for seven days."""
    return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "") if isinstance(value, str) else value


Sound = Annotated[str, BeforeValidator(_sound)]
Id = Annotated[Sound, StringConstraints(min_length=1, max_length=512, strip_whitespace=True)]
Number = Annotated[str, BeforeValidator(lambda v: v if v is None else str(v).strip().removeprefix("+") or None)]
"""A telephone number as WhatsApp writes it: digits without +."""


class Contact(BaseModel):
    """Whose message it is: at least one of the two ids."""

    wa_id: Number | None = None
    user_id: Id | None = None


class Text(BaseModel):
    body: Sound


class Media(BaseModel):
    id: Id
    caption: Sound = ""
    voice: bool = False


class Location(BaseModel):
    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)


class Phone(BaseModel):
    phone: str | None = None
    wa_id: Number | None = None


class Card(BaseModel):
    phones: list[Phone] = []


class Press(BaseModel):
    """A button (`payload`, `text`), or a reply button or row of a list (`id`, `title`)."""

    id: Sound = ""
    title: Sound = ""
    payload: Sound = ""
    text: Sound = ""


class Interactive(BaseModel):
    type: str
    button_reply: Press | None = None
    list_reply: Press | None = None


class System(BaseModel):
    type: str = ""
    body: str = ""
    wa_id: Number | None = None
    user_id: Id | None = None
    previous_user_id: Id | None = None


class Edit(BaseModel):
    message: dict[str, Any]


class Message(BaseModel):
    """One thing that a person did. Which part it has says `type`."""

    id: Id
    type: str
    sender: Number | None = Field(None, alias="from")
    from_user_id: Id | None = None
    group_id: str | None = None
    origin: str | None = None
    text: Text | None = None
    audio: Media | None = None
    image: Media | None = None
    video: Media | None = None
    document: Media | None = None
    location: Location | None = None
    contacts: list[Card] = []
    button: Press | None = None
    interactive: Interactive | None = None
    system: System | None = None
    edit: Edit | None = None


class Fault(BaseModel):
    code: int


class Status(BaseModel):
    """What became of a message of ours."""

    id: Id
    status: str
    timestamp: int = Field(ge=0, le=253_402_300_799)
    biz_opaque_callback_data: Sound = ""
    errors: list[Fault] = []


class Preference(BaseModel):
    wa_id: Number | None = None
    user_id: Id | None = None
    category: str = "marketing_messages"
    value: str


class IdChange(BaseModel):
    previous: Id
    current: Id


class IdUpdate(BaseModel):
    user_id: IdChange


class TemplateUpdate(BaseModel):
    """Of state, category or quality: each brings its own part."""

    message_template_name: Id
    message_template_language: Id
    event: str | None = None
    reason: str | None = None
    message_template_category: str | None = None
    new_category: str | None = None
    correct_category: str | None = None
    new_quality_score: str | None = None
