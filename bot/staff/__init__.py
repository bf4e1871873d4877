"""The officers' console under /staff: look, look up, import; who may what is in `rights.py`."""
