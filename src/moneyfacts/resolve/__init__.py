"""Decide: ambiguous currencies, relative dates; then build the facts."""
