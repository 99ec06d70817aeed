"""WhatsApp through Meta's Cloud API."""

from bot.channels.whatsapp.channel import CAPABILITIES, NAME, WEBHOOK_PATH, WhatsAppChannel

__all__ = ["CAPABILITIES", "NAME", "WEBHOOK_PATH", "WhatsAppChannel"]
