"""Documents -> an Oxigraph store on disk, a named graph for each article; one writer, any number of readers."""

from geograph.store.facade import Store, open_store
from geograph.store.ingest import Added
from geograph.store.reader import Reader, open_reader
from geograph.store.status import Status
from geograph.store.writer import Writer, open_writer

__all__ = ["Added", "Reader", "Status", "Store", "Writer", "open_reader", "open_store", "open_writer"]
