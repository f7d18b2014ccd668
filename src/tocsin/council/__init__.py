"""Incidents become cases: charter, procedures, acts, the fold, decisions, tasks. Its records are in `tocsin.records`."""
