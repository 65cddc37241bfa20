"""The spreadsheets that people have (members, meetings, activity log): templates, imports, and their undoing.

`reading` opens the file, `columns` says which column says what, `cells` understands a cell, `planning` says (purely) which commands
a row becomes, `judging` has the services rehearse them, `importing` records them, `undoing` takes them back, `report` tells it all.
"""

from services.console.importing.sheets.importing import Choices, import_sheet
from services.console.importing.sheets.layouts import LAYOUTS
from services.console.importing.sheets.templates import write_template
from services.console.importing.sheets.undoing import undo_import

__all__ = ["LAYOUTS", "Choices", "import_sheet", "undo_import", "write_template"]
