"""Files that people share: received, looked at, hung on messages, read by those who may read the message."""
