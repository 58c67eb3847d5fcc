"""Email: what people write leaves by SMTP, and what the visitor replies comes in by IMAP."""
