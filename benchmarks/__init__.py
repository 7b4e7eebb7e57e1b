"""Measures of accuracy, speed and memory on data that lies outside the project; paths are always arguments."""
