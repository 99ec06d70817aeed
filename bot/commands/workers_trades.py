"""`bot workers show|trades|decide`: one entry, and the trades that nobody knew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.content import Json
from bot.commands.database import in_database
from bot.commands.layout import count, say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from bot.db.models import TradeReview


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("show")(show)
    app.command("trades")(trades)
    app.command("decide")(decide)


def show(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Registration number, in any grouping.")],
    as_json: Json = False,
) -> None:
    """Show one entry; the telephone is masked."""
    from bot.services.numbers import valid

    if valid(number) is None:
        raise UserError(f"{number} is no registration number: it has WB, nine digits, and a check digit that fits.")
    entry = in_database(load_settings(), lambda session: _entry(session, number))
    if entry is None:
        raise UserError(f"Nobody is registered under {number}.")
    if as_json:
        say_json(entry)
    else:
        say(f"{name.replace('_', ' ')}: {_plain(value)}" for name, value in entry.items() if value not in (None, []))


def trades(as_json: Json = False) -> None:
    """List what people call their work that nobody knew, the most frequent first."""
    from bot.services.trade_reviews import waiting

    found = in_database(load_settings(), waiting)
    if as_json:
        say_json([{"said": one.said, "language": one.language, "people": one.count} for one in found])
    else:
        say(_lines(found))


def decide(
    said: Annotated[str, typer.Argument(metavar="SAID", help="The words, as `bot workers trades` shows them.")],
    trade: Annotated[str, typer.Argument(metavar="TRADE", help="Id of a trade of content/trades; - for no trade.")],
    officer: Annotated[str, typer.Option("--officer", help="Who decides; it is written down.")] = "command line",
) -> None:
    """Say which trade these words mean, for everybody who said them and will say them."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.knowledge.trades import trade_ids
    from bot.services import audit, trade_reviews

    known = trade_ids(settings.content_dir)
    if trade not in known and trade != trade_reviews.NONE:
        near = ", ".join(sorted(name for name in known if name[:3] == trade[:3])) or "see content/trades"
        raise UserError(f"There is no trade {trade} ({near}); - means that it is no trade.")

    def work(session: Session) -> int:
        now = utc_now()
        changed = trade_reviews.decide(session, said, trade, now)
        audit.note(session, officer, "decide_trade", now, trade=trade, workers=changed)
        return changed

    try:
        changed = in_database(settings, work)
    except trade_reviews.UnknownReview:
        raise UserError(f"Nobody said “{said}”; `bot workers trades` lists what was said.") from None
    say([f"{count(changed, 'worker')} changed."])


def _entry(session: Session, number: str) -> dict[str, Any] | None:
    from bot.clock import INDIA
    from bot.services import numbers, workers

    worker = workers.by_number(session, number)
    if worker is None:
        return None
    return {
        "number": numbers.shown(worker.number), "status": worker.status, "source": worker.source, "name": worker.name,
        "phone": workers.masked(worker.phone), "phone_proven": worker.phone_proven, "district": worker.district,
        "place": worker.place,
        "trades": [trade.said or trade.id for trade in workers.trades_of(session, [worker.id])[worker.id]],
        "wants": sorted(workers.wishes(worker.wants)), "experience_months": worker.experience_months,
        "last_place": worker.last_place, "last_state": worker.last_state, "birth_year": worker.birth_year,
        "gender": worker.gender, "education": worker.education, "tools": worker.tools,
        "bank_account": worker.bank_account, "eshram": worker.eshram,
        "registered": worker.registered_at.astimezone(INDIA).date().isoformat(),
        "updated": worker.updated_at.astimezone(INDIA).date().isoformat(),
    }  # fmt: skip


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _lines(found: Sequence[TradeReview]) -> Iterator[str]:
    if not found:
        yield "No trade waits for a decision."
        return
    for one in found:
        yield f"{one.count:>5}  {one.language}  {one.said}"
    yield "Decide with: bot workers decide SAID TRADE"
