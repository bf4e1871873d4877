"""What citizens asked lately, masked, for trying a draft on it; forgotten after thirty days."""
