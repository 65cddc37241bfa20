"""Console: what people see and bring in. Pages that call the services' public APIs, and the import of files.

Records: nothing
Listens to: nothing
"""
