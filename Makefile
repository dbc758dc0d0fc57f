# One line each; the work is in tools/. `make` alone prints this list.
.DEFAULT_GOAL := help
.PHONY: help run demo dev test test-long check bench bench-calls bench-messages bench-imports bench-backup bench-copies lock

help: ## Print these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start Distributed on port 8000, making everything it needs first (ARGS="--host 0.0.0.0")
	@tools/setup && exec .venv/bin/distributed serve $(ARGS)

demo: ## Start it as a populated, living place, in a folder of its own (ARGS="--port 8001")
	@tools/setup && exec .venv/bin/distributed demo $(ARGS)

dev: ## Server and client with live reload: a saved file is on the screen in under a second
	@tools/setup test && exec .venv/bin/python tools/dev.py $(ARGS)

test: ## Every check that a change must pass, as named steps (ARGS="--from types" begins at a step)
	@tools/setup test && exec .venv/bin/python tools/run_tests.py all $(ARGS)

test-long: ## The tests that are too slow for every change
	@tools/setup test && exec .venv/bin/python tools/run_tests.py long $(ARGS)

check: ## The fast part of the checks: lint, types, contracts, units; under a minute
	@tools/setup test && exec .venv/bin/python tools/run_tests.py fast $(ARGS)

bench: ## Deliveries per second, latency and memory of one server process, beside the machine's limit
	@tools/setup && exec .venv/bin/python -m bench $(ARGS)

bench-calls: ## Calls in real browsers: how soon people hear and see each other, and what it costs, by mesh and by Janus
	@tools/setup test && exec .venv/bin/python -m bench.calls $(ARGS)

bench-messages: ## A million messages on SQLite and PostgreSQL: how soon they are found and read back (ARGS="--quick")
	@tools/setup test && exec .venv/bin/python -m bench.messages $(ARGS)

bench-imports: ## 100,000 messages out of Slack's and Discord's exports: time, memory, and how long posting waits meanwhile
	@tools/setup test && exec .venv/bin/python -m bench.imports $(ARGS)

bench-backup: ## Backup, proved restore and verify of a million messages and a gigabyte of files (ARGS="--quick")
	@tools/setup test && exec .venv/bin/python -m bench.backup $(ARGS)

bench-copies: ## 1, 2 and 4 copies on PostgreSQL and NATS: what a CPU-second of each does (ARGS="--quick")
	@tools/setup test && exec .venv/bin/python -m bench.copies $(ARGS)

lock: ## Resolve pyproject.toml anew into the hashed locks (ARGS="--upgrade" takes the newest)
	@tools/setup test && exec .venv/bin/python tools/lock.py $(ARGS)
