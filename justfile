# Short words for what is typed most. `just` alone lists them; everything else is in .ci/run.

_default:
    @just --list --unsorted

# What the compiler and its lints say of all code.
check:
    bash .ci/run clippy

# The tests of `tests/it` whose names contain this.
test name="":
    cargo test --test it {{name}}

# The pure rules alone: seconds.
rules:
    cargo test -p rules -p barcode

# Everything that must hold before a change lands, or one stage of it.
ci stage="":
    bash .ci/run {{stage}}

# The same with the long forms of races, kills and random runs.
full:
    bash .ci/run full

# The made-up clinic, served.
demo:
    cargo run -- demo

# Writes the API down as the service has it.
schema:
    cargo run --quiet -- schema > schema.graphql.new && mv schema.graphql.new schema.graphql
