"""Direct messages to a page or an Instagram account: what Messenger and Instagram share."""
