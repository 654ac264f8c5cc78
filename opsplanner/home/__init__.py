"""WHAT NEEDS ME NOW: what each package has waiting for the reader."""
