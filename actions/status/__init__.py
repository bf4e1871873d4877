"""Looks up how far a dossier or a re-marking request is, for whoever proves that it is theirs."""
