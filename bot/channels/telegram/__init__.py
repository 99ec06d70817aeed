"""People on Telegram."""

from bot.channels.telegram.channel import WEBHOOK_PATH, TelegramChannel

__all__ = ["WEBHOOK_PATH", "TelegramChannel"]
