"""The import of records: a file of another kind becomes facts, record by record, said through the services' public APIs.

`records` reads the file, `counts` and `planning` say (purely) which facts a record becomes, `sending` says them once and
only once, `report` tells a coordinator what became of each record. `districts` does all of this for official lists,
and the package `sheets` for the spreadsheets that people have.
"""

from services.console.importing.districts import load_districts
from services.console.importing.records import CannotImport
from services.console.importing.sending import WAS_DONE, Answer, Api, run_import

__all__ = ["WAS_DONE", "Answer", "Api", "CannotImport", "load_districts", "run_import"]
