"""Tools of the conversation: what asks a person for a few values and works something out for them. All pure."""
