"""Lists of workers that districts and organisations send, brought into the register.

`reading` makes rows of text of a file, `columns` finds out what stands where, `rows` makes a person of each row, `plan`
says what would become of each (the dry run), and `run` does it, in one transaction.
"""
