"""Every setting of the application, once: environment variable over `config.yml` over the default here.

A setting's environment name is its field name in capitals (`port` is `PORT`). Secrets belong in the environment (or in
`.env`), the rest may stand in `config.yml`. `docs/operations.md` names each of them; a test fails if it does not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, HttpUrl, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, YamlConfigSettingsSource

ROOT = Path(__file__).resolve().parent.parent

Language = Literal["bn", "hi", "en"]


class Settings(BaseSettings):
    """Values that a person who runs the service may set."""

    model_config = SettingsConfigDict(
        env_file=ROOT / ".env", yaml_file=ROOT / "config.yml", extra="ignore", env_ignore_empty=True
    )

    # Where and how it runs
    host: str = Field("127.0.0.1", description="Address that the public port listens on; 0.0.0.0 for all.")
    port: int = Field(8000, ge=1, le=65535, description="Public port: chat page, chat API, webhooks.")
    data_dir: Path = Field(Path("var"), description="Folder of everything that is written: database, models, logs.")
    database_url: str = Field("", description="SQLAlchemy address; empty: SQLite in the data folder.")
    engine_database_url: str = Field(
        "", description="SQLAlchemy address of the engine's conversations; empty: SQLite in the data folder."
    )
    data_keys: SecretStr = Field(
        SecretStr(""), description="Keys of personal data, as `bot privacy keys` prints them; empty: a key file."
    )
    content_dir: Path = Field(Path("content"), description="Folder of answers, questions and messages.")
    public_url: HttpUrl | None = Field(
        None, description="Address under which the internet reaches us; turns webhooks on."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="How much is logged.")

    # Engine
    engine_url: str = Field("", description="Address of a running engine; empty: `bot run` starts one on loopback.")
    engine_timeout_seconds: float = Field(10.0, gt=0, description="How long one turn may take in the engine.")
    actions_port: int = Field(0, ge=0, le=65535, description="Loopback port of the action server; 0: any free one.")
    actions_token: SecretStr = Field(
        SecretStr(""), description="Shared secret of engine and action server; empty: a new one at each start."
    )
    train_in_background: bool = Field(
        True, description="Whether changed questions are trained while the service runs; else at the next start."
    )
    gate_dir: Path | None = Field(
        None, description="Folder of messages (*.tsv) that a model trained meanwhile is measured on; empty: tests/nlu."
    )
    engine_restarts: int = Field(5, ge=0, description="How often a dead engine is started again within ten minutes.")

    # Conversation
    default_language: Language = Field("bn", description="Language of a person of whom nothing is known.")
    text_limit: int = Field(4096, ge=1, description="Longest message, in characters, that is worked on.")
    rate_limit: str = Field(
        "30/minute", description="Messages a person may send, in the notation of the `limits` library."
    )
    reply_retention_days: int = Field(7, ge=1, description="Days after which texts of sent replies are erased.")
    gap_retention_days: int = Field(365, ge=1, description="Days after which questions without an answer are erased.")

    # How long data of people are kept, and whom they complain to
    draft_retention_days: int = Field(30, ge=1, description="Days after which forms begun and left are erased.")
    unconfirmed_retention_days: int = Field(
        60, ge=1, description="Days after which registrations out of lists that nobody confirmed are erased."
    )
    worker_retention_days: int = Field(
        1095, ge=30, description="Days after the last change or message after which a registration is erased."
    )
    contact_retention_days: int = Field(
        730, ge=30, description="Days of silence after which what is known of a person on a channel is erased."
    )
    tracker_retention_days: int = Field(
        30, ge=1, description="Days of silence after which the engine's memory of a conversation is erased."
    )
    closed_retention_days: int = Field(
        365, ge=30, description="Days after which closed needs and loan referrals are erased."
    )
    audit_retention_days: int = Field(
        1095, ge=366, description="Days after which notes of what officials did are erased; the law wants a year."
    )
    feedback_retention_days: int = Field(
        365, ge=30, description="Days after which the sentence in a feedback on a training is erased; the marks stay."
    )
    task_retention_days: int = Field(
        90, ge=30, description="Days after which notes of what was done at its time, or dropped, are erased."
    )
    tally_retention_days: int = Field(
        1095, ge=30, description="Days after which the daily counts of messages (nobody is in them) are erased."
    )
    grievance_contact: str = Field(
        "", max_length=200, description="Whom people complain to about their data: name and number or e-mail."
    )

    demo: bool = Field(
        False, description="Whether an invented training programme is brought in at the start (`bot demo`)."
    )

    # People who want to talk to a person
    officials_token: SecretStr | None = Field(
        None, description="Bearer token of the officials' API; unset: there is no such API."
    )
    officials_rate_limit: str = Field(
        "120/minute", description="Requests an official's program may send, in the notation of the `limits` library."
    )
    console_idle_minutes: float = Field(
        30.0, gt=0, le=1440, description="Minutes without a page after which an official is signed out of the console."
    )
    console_session_hours: float = Field(
        12.0, gt=0, le=168, description="Hours after which an official signs in again at the latest."
    )
    console_rate_limit: str = Field(
        "240/minute", description="Pages an official may open, in the notation of the `limits` library."
    )
    sign_in_limit: str = Field(
        "10/minute", description="Tries to sign in from one address, in the notation of the `limits` library."
    )
    handover_open_hours: float = Field(
        24.0, gt=0, description="Hours after which a wish that no official took returns to the bot."
    )
    handover_idle_minutes: float = Field(
        30.0, gt=0, description="Minutes without an act of the official after which a conversation returns to the bot."
    )

    # Telegram
    telegram_bot_token: SecretStr | None = Field(
        None, description="Token from @BotFather; set: the Telegram channel runs."
    )
    telegram_api_base: str = Field(
        "https://api.telegram.org", description="Bot API server (a local one, or a stand-in)."
    )
    telegram_webhook_secret: SecretStr | None = Field(
        None, description="Secret of the webhook; unset: made from the token."
    )

    role: Literal["all", "web", "engine", "sender", "scheduler"] = Field(
        "all", description="What this process does; `bot run --role` sets it. Of several schedulers one works."
    )
    engine_port: int = Field(5005, ge=1, le=65535, description="Port on loopback of `bot run --role engine`.")

    # Delivery
    quiet_hours: str = Field(
        "21:00-08:00", description="Night of India, in which nothing is sent in bulk; empty: none."
    )
    announcements_per_day: int = Field(
        2, ge=0, le=100, description="Most announcements that one person is sent on a day."
    )
    broadcast_small: int = Field(
        50, ge=0, le=100_000, description="Most people of a broadcast that needs no second official; 0: each needs one."
    )
    broadcast_prices: dict[Literal["marketing", "service", "gst"], Annotated[float, Field(ge=0, le=1000)]] = Field(
        {"marketing": 0.8631, "service": 0.115, "gst": 18.0},
        description="What WhatsApp takes for a message, in rupees before tax, and the tax on it in per cent.",
    )
    redis_url: str = Field(
        "", description="Redis or Valkey that several senders share their rate through; empty: one sender."
    )

    # Speech: voice notes are heard when the first two are set
    bhashini_user_id: str = Field("", description="User id of a Bhashini account.")
    bhashini_api_key: SecretStr | None = Field(None, description="ULCA API key of that account.")
    bhashini_pipeline_id: str = Field(
        "64392f96daac500b55c543cd", description="Pipeline that does the work; the default is the ministry's."
    )
    bhashini_api_base: str = Field(
        "https://meity-auth.ulcacontrib.org", description="Server of Bhashini's config call (or a stand-in)."
    )
    speech_timeout_seconds: float = Field(20.0, gt=0, description="How long one voice note may take, with retries.")
    voice_seconds: int = Field(60, ge=1, le=600, description="Longest voice note, in seconds.")
    voice_megabytes: float = Field(5.0, gt=0, le=20, description="Largest voice note, in megabytes.")
    voice_characters: int = Field(600, ge=50, le=4000, description="Longest part of an answer that is spoken.")

    # WhatsApp: runs when the first four are set
    whatsapp_token: SecretStr | None = Field(None, description="Permanent token of a system user of Meta.")
    whatsapp_phone_number_id: str = Field("", description="Id (not the number itself) of the number that sends.")
    whatsapp_app_secret: SecretStr | None = Field(None, description="Secret of the Meta app; it signs what arrives.")
    whatsapp_verify_token: SecretStr | None = Field(
        None, description="Any secret of your own; Meta shows it when the webhook is set up."
    )
    whatsapp_business_id: str = Field("", description="Id of the WhatsApp business account; templates need it.")
    whatsapp_api_base: str = Field(
        "https://graph.facebook.com/v23.0", description="Graph API server with its version (or a stand-in)."
    )
    whatsapp_rate: float = Field(80.0, gt=0, le=1000, description="Messages a second that the number may send.")
    telegram_rate: float = Field(
        25.0, gt=0, le=1000, description="Messages a second that the bot sends at most; Telegram allows about 30."
    )

    @field_validator("data_dir", "content_dir", "gate_dir")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return ROOT / value if value is not None else None  # an absolute path stays as it is

    @field_validator("rate_limit", "officials_rate_limit", "console_rate_limit", "sign_in_limit")
    @classmethod
    def _notation(cls, value: str) -> str:
        from limits import parse

        try:
            parse(value)
        except ValueError:
            raise ValueError("Write it like 30/minute or 500/hour") from None
        return value

    @field_validator("broadcast_prices")
    @classmethod
    def _prices(cls, value: dict[str, float]) -> dict[str, float]:
        if missing := {"marketing", "service", "gst"} - value.keys():
            raise ValueError(f"Give {' and '.join(sorted(missing))} too")
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        try:
            _span(value)
        except ValueError:
            raise ValueError("Write it like 21:00-08:00, or none") from None
        return value

    @property
    def night(self) -> tuple[dt.time, dt.time]:
        """Begin and end of the quiet hours; equal if there are none."""
        return _span(self.quiet_hours)

    def changed(self, values: Mapping[str, Any], *, lenient: bool = False) -> Settings:
        """The settings with other values, which are checked as those of the start are. `lenient`: a value that is not
        valid (any more) is left out; else raises pydantic's `ValidationError`, a `ValueError`."""
        made = self.model_copy()
        for name, value in values.items():
            before = getattr(made, name)
            try:
                self.__pydantic_validator__.validate_assignment(made, name, value)
            except ValueError:
                if not lenient:
                    raise
                object.__setattr__(made, name, before)
        return made

    @model_validator(mode="after")
    def _whatsapp_whole(self) -> Settings:
        needed = ("whatsapp_token", "whatsapp_phone_number_id", "whatsapp_app_secret", "whatsapp_verify_token")
        missing = [name.upper() for name in needed if not getattr(self, name)]
        if 0 < len(missing) < len(needed):
            raise ValueError(f"WhatsApp needs {' and '.join(missing)} too: set what is missing, or unset the others")
        return self

    @property
    def whatsapp(self) -> bool:
        """Whether the WhatsApp channel runs."""
        return self.whatsapp_token is not None

    @property
    def database(self) -> str:
        """The database's SQLAlchemy address."""
        return self.database_url or f"sqlite:///{self.data_dir / 'bot.sqlite3'}"

    @property
    def engine_database(self) -> str:
        """The SQLAlchemy address of the engine's conversations."""
        return self.engine_database_url or f"sqlite:///{self.data_dir / 'engine.sqlite3'}"

    @property
    def keys_file(self) -> Path:
        """Where the keys of personal data are, unless the environment holds them."""
        return self.data_dir / "keys.json"

    @property
    def models_dir(self) -> Path:
        """Folder of trained models."""
        return self.data_dir / "models"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, dotenv_settings, YamlConfigSettingsSource(settings_cls)


def _span(text: str) -> tuple[dt.time, dt.time]:
    if text.strip().lower() in ("", "none"):  # an empty variable of the environment counts as one that is not set
        return dt.time(0), dt.time(0)
    start, end = (dt.time.fromisoformat(part.strip()) for part in text.split("-"))
    return start, end


@lru_cache
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
