"""Writes a letter of application with the citizen: asks field by field, confirms, hands it over."""
