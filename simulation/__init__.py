"""A day at a help desk in accelerated time, through the real engine and the real store."""
