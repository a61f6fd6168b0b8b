-- D1: every row that states the death day of a person.
SELECT person_id, death_date AS day, evidence('death-cancellation', id) AS source
FROM death_cancellation WHERE person_id IS NOT NULL
UNION ALL
SELECT citizen_person_id, day_of(death_at), evidence('death-certificate', id)
FROM counted_death_certificate WHERE citizen_person_id IS NOT NULL
UNION ALL
SELECT person_id, death_date, evidence('cremation-record', id)
FROM cremation_record WHERE person_id IS NOT NULL
