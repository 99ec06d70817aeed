"""Calendars of sessions that agencies send, brought in: `sheets` reads the file, `headings` says what stands where,
`rows` makes a session of each row, `plan` says what would become of each (the dry run), and `run` does it.
"""
