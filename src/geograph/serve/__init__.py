"""A graph -> a read-only SPARQL 1.1 endpoint on this machine, an editor of queries, and a viewer of neighbourhoods.

Needs the extra ``geograph-kg[serve]`` (starlette, uvicorn), but for the modules that workers run.
"""

from geograph.serve.settings import Settings

__all__ = ["Settings"]
