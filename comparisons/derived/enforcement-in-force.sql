-- D3: enforcement certificates with the days on which they are in force.
SELECT id, person_id, cert_no, valid_from,
       CASE WHEN status = 'VALID' THEN valid_to ELSE least(valid_to, add_days(status_date, -1)) END AS valid_to
FROM enforcement_certificate
WHERE status = 'VALID' OR status_date IS NOT NULL
