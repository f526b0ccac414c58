"""Stand-in for the tracking service of carriers, for development and tests.

It keeps events of parcels, answers requests for them and sends signed notifications.
"""
