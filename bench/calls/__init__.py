"""The benchmark behind `make bench-calls`: `python -m bench.calls` from a checkout (docs/operate.md).

callers      people at browsers who walk in and out, and what their pages saw (watch.js, given to each page)
machine      CPU of a tree of processes, and how busy each core was
places       a server for each transport, with its people; Janus for one of them
scenarios    what is measured, one function each
crowd        many calls without a browser: what they cost our server
report       rows, the table
"""
