"""Tests before and after a training: the order of a sheet, what a typed answer means, marks and scores, all pure; and
the goes of people, in the database (`attempts`, `results`).

The questions themselves are content (`bot.knowledge.assessments`).
"""
