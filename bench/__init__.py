"""The benchmark behind `make bench`: `python -m bench` from a checkout (docs/operate.md).

machine      cores, CPU time, memory, fsync: what the kernel says
reference    the limit: a loop of `send()`, in a process of its own
world        members, groups and rooms, made before the server starts
wire         requests and frames as bytes
ledger       what was sent and who got it: exactly once, in order, nobody else
load         the generator: one epoll loop over all sockets
scenarios    what is measured, one function each
report       rows, goals, the table
"""
