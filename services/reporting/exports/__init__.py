"""One document, every format: what reporting hands to people, and how it is written as PDF, XLSX, ODS, CSV and JSON."""
