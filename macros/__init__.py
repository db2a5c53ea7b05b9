"""Håndbok for fengselsteam: routines as checked records, built into a site, paper and open data."""
