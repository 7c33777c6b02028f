"""The report for people: one value, set as PDF by typst and written as HWPX for Hangul."""
