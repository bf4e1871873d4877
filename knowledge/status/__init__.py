"""How far dossiers and re-marking requests are, as the offices last told; knows no chat."""
