"""What every package stands on and what knows no feature: database, access, audit, text, jobs, mail."""
