"""The real servers that tests stand on: PostgreSQL, NATS, a browser, and free ports for them."""
