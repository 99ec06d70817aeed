"""The figures of a training programme: gain and retention, intervals, items of a test, small numbers, the burn-up plot.

Pure: no database, no clock, no texts. Scores and shares are numbers from 0 to 1.
"""
