"""What the operator decides of broadcasts, as the services take it."""

from __future__ import annotations

from decimal import Decimal

from bot.broadcasts.approval import Terms
from bot.broadcasts.reach import Prices
from bot.console.site import Site


def terms(site: Site) -> Terms:
    """Limits, prices, night and channels as they are now."""
    prices = site.settings.broadcast_prices
    return Terms(
        small=site.live().broadcast_small,
        prices=Prices(*(Decimal(str(prices[name])) for name in ("marketing", "service", "gst"))),
        rules=site.schedule().quiet,
        capabilities=site.capabilities,
        default_language=site.settings.default_language,
    )
