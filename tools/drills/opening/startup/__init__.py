"""The folder of PYTHONPATH for the processes of the drill."""
