-- Disability benefit without a certificate in force, with a grade that does not entitle, or beside long-term care.
WITH line AS (
  SELECT id, person_id, item, amount, months_in(period_from, period_to) AS months, period_from, period_to
  FROM counted_subsidy_payment
  WHERE item IN ('DISABILITY_LIVING', 'DISABILITY_CARE')
),
line_month AS (
  SELECT id, person_id, item, unnest(each_month(period_from, period_to)) AS month FROM line
),
person_month AS (
  SELECT DISTINCT person_id, month FROM line_month
),
certificate AS (
  SELECT DISTINCT person_id, true AS has_any
  FROM disability_certificate
),
-- Of a month: whether and with which grade certificates are in force on any of its days, what lapsed before, what follows.
certified AS (
  SELECT month_of.person_id, month,
    count(*) FILTER (overlap(valid_from, valid_to, month, month_end(month))) AS in_force_count,
    count(*) FILTER (overlap(valid_from, valid_to, month, month_end(month)) AND one_of(disability_grade, $care_grades))
      AS care_count,
    max(lapse_day) FILTER (lapse_day <= month) AS latest_lapse,
    min(valid_from) FILTER (valid_from > month) AS next_from,
    list(evidence('disability-certificate', held.id)) AS rows
  FROM person_month month_of JOIN disability_in_force held USING (person_id)
  GROUP BY ALL
),
long_term_care AS (
  SELECT person_month.person_id, month, list(evidence('ltc-assessment', ltc.id)) AS rows
  FROM person_month
  JOIN ltc_assessment ltc
    ON ltc.person_id = person_month.person_id AND benefit_from IS NOT NULL AND in_force(month, benefit_from, benefit_to)
  GROUP BY ALL
),
judged AS (
  SELECT id, person_id, item, month, certified.rows AS certificates, long_term_care.rows AS benefits,
    has_any IS NULL AS no_certificate,
    coalesce(in_force_count, 0) = 0 AND latest_lapse IS NOT NULL
      AND (next_from IS NULL OR days_between(latest_lapse, next_from) > $renew_gap_days) AS lapsed,
    item = 'DISABILITY_CARE' AND coalesce(in_force_count, 0) > 0 AND care_count = 0 AS wrong_grade,
    item = 'DISABILITY_CARE' AND long_term_care.rows IS NOT NULL AS beside_care
  FROM line_month
  LEFT JOIN certificate USING (person_id)
  LEFT JOIN certified USING (person_id, month)
  LEFT JOIN long_term_care USING (person_id, month)
),
offending AS (
  SELECT id, person_id, item, count(*) AS months, max(month) AS last_month,
    count(*) FILTER (no_certificate OR lapsed) AS uncertified, count(*) FILTER (wrong_grade) AS wrong_grade,
    count(*) FILTER (beside_care) AS beside_care,
    list_concat(
      flatten(list(certificates) FILTER (certificates IS NOT NULL)),
      flatten(list(benefits) FILTER (beside_care))
    ) AS rows
  FROM judged
  WHERE no_certificate OR lapsed OR wrong_grade OR beside_care
  GROUP BY ALL
)
SELECT
  [person_key(offending.person_id), subject_key('item', offending.item)] AS subjects,
  '-' AS period,
  max(last_month) AS judged_date,
  'YELLOW' AS severity,
  sum(share(amount, offending.months, line.months)) AS amount,
  list_distinct(list_concat(
    list(evidence('subsidy-payment', id)),
    flatten(list(rows) FILTER (rows IS NOT NULL))
  )) AS evidence,
  {'months': sum(offending.months), 'uncertified_months': sum(uncertified), 'wrong_grade_months': sum(wrong_grade),
    'months_beside_long_term_care': sum(beside_care)} AS facts
FROM offending JOIN line USING (id)
GROUP BY offending.person_id, offending.item
