-- D1: a person's death day is the earliest that any source states; gap_days is how far the latest lies behind.
SELECT person_id, min(day) AS day, max(day) AS latest_day, days_between(min(day), max(day)) AS gap_days,
       list(DISTINCT source) AS sources
FROM death_source
GROUP BY person_id
