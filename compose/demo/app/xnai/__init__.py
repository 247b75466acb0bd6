"""The demo stack's services: standard library only, one module per service."""
