-- Home services or home-care allowance on days in a subsidised institution.
WITH meal AS (
  SELECT id, person_id, day_of(served_at) AS day, subsidy
  FROM counted_canteen_meal
  WHERE NOT guest AND subsidy > 0 AND person_id IS NOT NULL
),
allowance AS (
  SELECT id, person_id, care_subsidy, valid_from, valid_to
  FROM social_assistance
  WHERE assistance_kind = 'DESTITUTE' AND support_mode = 'AT_HOME' AND care_subsidy > 0
),
beneficiary AS (
  SELECT person_id FROM meal UNION SELECT person_id FROM allowance
),
present AS (
  SELECT id, person_id, home_id, date AS day
  FROM care_home_attendance SEMI JOIN beneficiary USING (person_id)
  WHERE status = 'PRESENT' AND date <= $as_of
),
institution_day AS (
  SELECT present.person_id, day, list(DISTINCT evidence('care-home-attendance', present.id)) AS attendances,
    list(DISTINCT evidence('bed-subsidy-claim', claim.id)) AS claims
  FROM present
  JOIN counted_bed_subsidy_claim claim
    ON claim.person_id = present.person_id AND claim.home_id = present.home_id
    AND day BETWEEN claim_from AND claim_to
  GROUP BY ALL
),
meals AS (
  SELECT person_id, day, sum(subsidy) AS subsidy, list(evidence('canteen-meal', id)) AS lines FROM meal GROUP BY ALL
),
allowed AS (
  SELECT institution_day.person_id, day, max(care_subsidy) AS care_subsidy,
    list(evidence('social-assistance', allowance.id)) AS rows
  FROM institution_day
  JOIN allowance
    ON allowance.person_id = institution_day.person_id AND in_force(day, valid_from, valid_to)
  GROUP BY ALL
),
conflict AS (
  SELECT person_id, day, month_start(day) AS month, attendances, claims, subsidy, lines, care_subsidy, rows
  FROM institution_day
  LEFT JOIN meals USING (person_id, day)
  LEFT JOIN allowed USING (person_id, day)
  WHERE lines IS NOT NULL OR rows IS NOT NULL
)
SELECT
  [person_key(person_id)] AS subjects,
  month_text(month) AS period,
  month AS judged_date,
  'YELLOW' AS severity,
  coalesce(sum(subsidy), 0)
    + share(coalesce(max(care_subsidy), 0), count(care_subsidy), days_in(month, month_end(month))) AS amount,
  list_distinct(flatten(list_concat(
    list(attendances), list(claims),
    list(lines) FILTER (lines IS NOT NULL),
    list(rows) FILTER (rows IS NOT NULL)
  ))) AS evidence,
  {'conflict_days': count(*), 'meal_days': count(lines), 'allowance_days': count(rows)} AS facts
FROM conflict
GROUP BY person_id, month
HAVING count(*) >= $min_days
