"""The deeds of all tools. What a deed is stands in `deed`, from where each of them imports it: importing it from here
would be a circle."""

from __future__ import annotations

from collections.abc import Mapping

from rasa_project.actions.deed import Begun, Deed, Who
from rasa_project.actions.need_deed import NeedDeed
from rasa_project.actions.referral_deed import ReferralDeed
from rasa_project.actions.training_deed import TrainingDeed
from rasa_project.actions.worker_deed import WorkerDeed

__all__ = ["DEEDS", "Begun", "Deed", "Who"]

DEEDS: Mapping[str, Deed] = {
    "need": NeedDeed(),
    "referral": ReferralDeed(),
    "training": TrainingDeed(),
    "worker": WorkerDeed(),
}
"""By the id of the tool; a tool without deeds only works something out."""
