"""The viewer's page in a real browser: time, frames and memory, beside stock pyvis on the same graphs."""
