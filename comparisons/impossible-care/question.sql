-- Outpatient care elsewhere during a hospital stay, or any care after death.
WITH stay AS (
  SELECT id, person_id, institution_code, admitted_at, discharged_at, fund_paid
  FROM counted_inpatient_stay
  WHERE day_of(admitted_at) <= $as_of
),
-- Only people who were in hospital or died can be found: most purchases need not be looked at.
concerned AS (
  SELECT person_id FROM stay UNION SELECT person_id FROM certain_death
),
purchase AS (
  SELECT id, person_id, institution_code, fund_paid,
    add_seconds(settled_at, -coalesce(clock_offset_sec, 0)) AS true_time,
    visit_kind <> 'REFERRAL_EXAM' AND referral_visit_no IS NULL AND collector_id IS NULL AS in_person
  FROM counted_outpatient_purchase SEMI JOIN concerned USING (person_id)
  WHERE day_of(settled_at) <= $as_of
),
during AS (
  SELECT purchase.id, purchase.person_id, true_time AS occurred_at, purchase.fund_paid, 'YELLOW' AS severity,
    'outpatient-purchase' AS category, [evidence('inpatient-stay', stay.id)] AS proofs
  FROM purchase JOIN stay USING (person_id)
  WHERE in_person AND purchase.institution_code <> stay.institution_code
    AND true_time > add_minutes(admitted_at, $margin_minutes)
    AND true_time < coalesce(add_minutes(discharged_at, -$margin_minutes), start_of(add_days($as_of, 1)))
),
care AS (
  SELECT id, person_id, true_time AS occurred_at, fund_paid, 'outpatient-purchase' AS category FROM purchase
  UNION ALL
  SELECT id, person_id, admitted_at, fund_paid, 'inpatient-stay' FROM stay
),
after_death AS (
  SELECT id, person_id, occurred_at, fund_paid, 'RED' AS severity, category, sources AS proofs
  FROM care JOIN certain_death USING (person_id)
  WHERE day_of(occurred_at) > add_days(day, $settle_grace_days)
),
finding AS (
  SELECT id, person_id, category, month_start(day_of(occurred_at)) AS month, any_value(fund_paid) AS fund_paid,
    highest_severity(severity) AS severity, flatten(list(proofs)) AS proofs
  FROM (SELECT * FROM during UNION ALL SELECT * FROM after_death)
  GROUP BY ALL
)
SELECT
  [person_key(person_id)] AS subjects,
  month_text(month) AS period,
  month AS judged_date,
  highest_severity(severity) AS severity,
  coalesce(sum(fund_paid), 0) AS amount,
  list_distinct(list_concat(list(evidence(category, id)), flatten(list(proofs)))) AS evidence,
  {'settlements': count(*), 'after_death': count(*) FILTER (severity = 'RED')} AS facts
FROM finding
GROUP BY person_id, month
