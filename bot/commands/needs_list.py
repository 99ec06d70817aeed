"""How employers' needs, and who fits them, are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bot.clock import INDIA
from bot.commands.layout import wrapped

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.db.models import Need
    from bot.services.candidates import Found


def row(session: Session, need: Need) -> dict[str, Any]:
    """A need for programs and people; the number is masked."""
    from bot.services import numbers, offers
    from bot.services.workers import masked

    return {
        "number": numbers.shown(need.number), "status": need.status, "trade": need.trade, "count": need.count,
        "district": need.district, "place": need.place, "months": need.months, "employer": need.employer,
        "starts_on": need.starts_on.isoformat() if need.starts_on else None,
        "phone": masked(need.phone), "identity": need.identity, "officer": need.officer,
        "created_at": need.created_at.astimezone(INDIA).isoformat(timespec="minutes"),
        "asked": offers.counts(session, need.id),
    }  # fmt: skip


def lines(rows: Sequence[dict[str, Any]], total: int) -> Iterator[str]:
    """A need each: number, state, what and where; then who, since when and how many were asked."""
    if not rows:
        yield "No needs."
        return
    for one in rows:
        where = f"{one['place']}, {one['district']}" if one["place"] else one["district"]
        yield from wrapped(f"{one['number']}  {one['status']:<10}  {one['count']} x {one['trade']}, {where}")
        asked = ", ".join(f"{count} {status}" for status, count in sorted(one["asked"].items())) or "nobody asked"
        paper = f", {one['identity']}" if one["identity"] else ""
        start = f"from {one['starts_on']}" if one["starts_on"] else "at once"
        yield from wrapped(
            f"{one['employer']}, {one['phone']}{paper}; {start}; since {one['created_at'][:10]}; {asked}", "    "
        )
    if total > len(rows):
        yield f"{total - len(rows)} more: --limit {total} shows them."


def matched(session: Session, found: Sequence[Found]) -> list[dict[str, Any]]:
    """Workers by their number in the register, with score and reasons."""
    from bot.db.models import Worker
    from bot.services import numbers

    return [
        {
            "worker": numbers.shown(session.get_one(Worker, one.worker_id).number), "score": one.match.score,
            "reasons": [list(reason) for reason in one.match.reasons],
        }
        for one in found
    ]  # fmt: skip


def matched_lines(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A worker each: number, score, reasons."""
    if not found:
        yield "Nobody fits who agreed to be asked and can be reached."
        return
    for one in found:
        reasons = ", ".join(_reason(*each) for each in one["reasons"])
        yield from wrapped(f"{one['worker']}  {one['score']:>3}  {reasons}")


def _reason(key: str, values: dict[str, Any]) -> str:
    match key:
        case "fit_related_trade":
            return f"related trade {values['trade']['trade']}"
        case "fit_distance":
            return f"{values['km']} km"
        case "fit_years":
            return f"{values['years']} years"
        case "fit_months":
            return f"{values['months']} months"
    return {"fit_same_trade": "same trade", "fit_same_district": "same district"}[key]
