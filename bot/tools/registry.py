"""All tools by their ids, and by the engine's names of the wishes for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.tools.base import Tool
from bot.tools.emi import EmiTool
from bot.tools.finder import FinderTool
from bot.tools.gst_late_fee import GstLateFeeTool
from bot.tools.gst_limit import GstLimitTool
from bot.tools.gst_scheme import GstSchemeTool
from bot.tools.gst_tax import GstTaxTool
from bot.tools.msme_class import MsmeClassTool
from bot.tools.need import NeedTool
from bot.tools.office import OfficeTool
from bot.tools.pmegp import PmegpTool
from bot.tools.referral import ReferralTool
from bot.tools.rodtep import RodtepTool
from bot.tools.training import TrainingTool
from bot.tools.worker import WorkerTool

_ALL: Final[tuple[Tool, ...]] = (
    EmiTool(),
    FinderTool(),
    PmegpTool(),
    GstSchemeTool(),
    GstLateFeeTool(),
    GstTaxTool(),
    GstLimitTool(),
    MsmeClassTool(),
    RodtepTool(),
    OfficeTool(),
    WorkerTool(),
    NeedTool(),
    ReferralTool(),
    TrainingTool(),
)

TOOLS: Final[Mapping[str, Tool]] = MappingProxyType({tool.id: tool for tool in _ALL})
BY_INTENT: Final[Mapping[str, Tool]] = MappingProxyType(
    {intent: tool for tool in _ALL for intent in (tool.intent, *tool.also)}
)
