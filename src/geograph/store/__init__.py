"""Documents -> an Oxigraph store on disk, a named graph for each article; one writer, any number of readers."""

from geograph.store.reader import Reader, open_reader
from geograph.store.writer import Writer, open_writer

__all__ = ["Reader", "Writer", "open_reader", "open_writer"]
