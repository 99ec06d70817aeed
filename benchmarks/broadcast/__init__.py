"""A broadcast of officials to many people: in a browser, over both stand-ins, with a pause, a crash and a stop."""
