"""The web channel: the chat page, its plain form, and the widget for other sites."""
