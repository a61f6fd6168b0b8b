-- D3: disability certificates with the days on which they are in force; lapse_day is the first day after.
SELECT id, person_id, cert_no, disability_grade, valid_from, last_day AS valid_to, add_days(last_day, 1) AS lapse_day
FROM (
  SELECT *, CASE
    WHEN status IN ('CANCELLED', 'FROZEN', 'TRANSFERRED_OUT') OR (status = 'EXPIRED' AND valid_to IS NULL)
      THEN least(valid_to, add_days(status_date, -1))
    ELSE valid_to END AS last_day,
    status_date IS NULL AND (status IN ('CANCELLED', 'FROZEN', 'TRANSFERRED_OUT')
      OR (status = 'EXPIRED' AND valid_to IS NULL)) AS never
  FROM disability_certificate)
WHERE NOT never
