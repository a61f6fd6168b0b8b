-- Which officers check the same firm again and again without a finding?
WITH inspection AS (
  SELECT DISTINCT checks.id, organization_id, officer.cert_no, check_no, start_at, result = 'NO_FINDING' AS without_finding
  FROM counted_administrative_check checks
  JOIN administrative_check_officers officer ON officer.parent_id = checks.id
  WHERE visit_nature = 'INSPECTION' AND recheck_of IS NULL AND basis <> 'REINSPECTION'
    AND result IS NOT NULL AND result <> 'NOT_FOUND' AND day_of(start_at) <= $as_of
),
-- Checks without a finding belong to one run until one with a finding comes between them.
in_run AS (
  SELECT *, count(*) FILTER (NOT without_finding) OVER officer_at_firm AS run
  FROM inspection
  WINDOW officer_at_firm AS (PARTITION BY organization_id, cert_no ORDER BY start_at, check_no)
),
streak AS (
  SELECT *, lag(day_of(start_at), $streak - 1) OVER (
      PARTITION BY organization_id, cert_no, run ORDER BY start_at, check_no
    ) AS streak_from
  FROM in_run
  WHERE without_finding
),
run AS (
  SELECT organization_id, cert_no, min(day_of(start_at)) AS first_day, count(*) AS checks,
    list(evidence('administrative-check', id)) AS rows
  FROM streak
  GROUP BY organization_id, cert_no, run
  HAVING bool_or(day_of(start_at) <= add_months(streak_from, $window_months))
)
SELECT
  [organization_key(organization_id), subject_key('officer', cert_no)] AS subjects,
  day_text(first_day) AS period,
  first_day AS judged_date,
  'BLUE' AS severity,
  0.00 AS amount,
  flatten(list(rows)) AS evidence,
  {'checks': sum(checks)} AS facts
FROM run
GROUP BY organization_id, cert_no, first_day
