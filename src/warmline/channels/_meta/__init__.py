"""What WhatsApp, Messenger and Instagram share: they are all reached through Meta's Graph API."""
