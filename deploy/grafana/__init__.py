"""The Grafana dashboard, written by a program."""
