"""What inquiries found of schools, and claims that were taken back: findings.csv and its effect."""
