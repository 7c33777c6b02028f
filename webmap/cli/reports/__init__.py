"""What commands report to the operator: lists, registers, outcomes and changes."""
