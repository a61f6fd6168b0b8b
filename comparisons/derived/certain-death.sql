-- D1 for every comparison but M2 and M18: a person whose sources conflict has no death day.
SELECT person_id, day, sources FROM death_day WHERE gap_days <= 30
