"""The services that Distributed was first a client of, over this instance's own data: see docs/micro.md."""
