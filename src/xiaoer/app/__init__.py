"""The house put together: the server, import and export, the demo."""
