"""Measures of the portal: pages beside a constant view, search, scale, Lighthouse. See ``docs/benchmarks.md``."""
