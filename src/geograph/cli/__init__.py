"""The command ``geograph``: one module per command."""
