"""All procedures as one Excel workbook, what an edited one would change, and taking that in."""
