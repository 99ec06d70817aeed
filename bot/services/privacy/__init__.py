"""What a person may ask of their data: to see all of it and to have all of it erased; and how long anything is kept."""
