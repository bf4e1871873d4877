"""The pages on which all procedures go out as an Excel workbook and come back edited."""
