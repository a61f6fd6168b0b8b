-- Which checks did an enterprise report that are not in the register?
WITH report AS (
  SELECT id, organization_id, target_agency_code, incident_date, officer_cert_no
  FROM service_ticket
  WHERE channel = 'ENTERPRISE_FEEDBACK' AND category = 'INSPECTION'
    AND organization_id IS NOT NULL AND target_agency_code IS NOT NULL
    AND (visit_nature IS NULL OR visit_nature IN ('INSPECTION', 'UNKNOWN'))
    AND add_days(incident_date, $match_days) < $as_of
),
registered AS (
  SELECT DISTINCT report.id
  FROM report
  JOIN counted_administrative_check checks
    ON checks.organization_id = report.organization_id
    AND day_of(start_at) BETWEEN add_days(incident_date, -$match_days) AND add_days(incident_date, $match_days)
  LEFT JOIN administrative_check_officers officer ON officer.parent_id = checks.id
  WHERE agency_code = target_agency_code OR officer.cert_no = officer_cert_no
)
SELECT
  [organization_key(organization_id), subject_key('agency', target_agency_code)] AS subjects,
  day_text(incident_date) AS period,
  incident_date AS judged_date,
  'YELLOW' AS severity,
  0.00 AS amount,
  list(evidence('service-ticket', id)) AS evidence,
  {'reports': count(*)} AS facts
FROM report ANTI JOIN registered USING (id)
GROUP BY organization_id, target_agency_code, incident_date
