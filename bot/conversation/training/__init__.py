"""Training in the chat: what people are told of it, asked after it, and what they can do."""
