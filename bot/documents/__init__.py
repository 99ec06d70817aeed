"""Documents that go out of the service: entries for a calendar, certificates, QR codes. Pure but for the font files:
no database, no clock; who calls says what stands in them and when they were made."""
