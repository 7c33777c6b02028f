"""Files to which lines are only ever added, in such a way that no half or damaged line ever counts."""
