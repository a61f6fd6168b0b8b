-- Who was paid a monthly benefit for a month, or claimed a bed for days, after the day of death?

WITH dead AS (
  SELECT person_id, day, add_days(day, $grace_days) AS last_entitled_day, gap_days, sources
  FROM death_day
  WHERE day <= $as_of
),
late_payment AS (
  SELECT dead.person_id, evidence('subsidy-payment', paid.id) AS source,
         share(paid.amount,
               -- the months that begin after the last day of entitlement
               months_in(greatest(paid.period_from, add_months(month_start(last_entitled_day), 1)), paid.period_to),
               months_in(paid.period_from, paid.period_to)) AS amount
  FROM dead
  JOIN counted_subsidy_payment paid ON paid.person_id = dead.person_id
  WHERE one_of(paid.item, $monthly_items) AND paid.period_to > last_entitled_day
),
late_claim AS (
  SELECT dead.person_id, evidence('bed-subsidy-claim', claim.id) AS source,
         share(claim.amount,
               days_in(greatest(claim.claim_from, add_days(last_entitled_day, 1)), claim.claim_to),
               days_in(claim.claim_from, claim.claim_to)) AS amount
  FROM dead
  JOIN counted_bed_subsidy_claim claim ON claim.person_id = dead.person_id
  WHERE claim.claim_to > last_entitled_day
),
late AS (
  SELECT person_id, list(source) AS sources, sum(amount) AS amount, count(*) AS lines
  FROM (FROM late_payment UNION ALL FROM late_claim)
  GROUP BY person_id
)
SELECT [person_key(person_id)] AS subjects,
       '-' AS period,
       dead.day AS judged_date,
       CASE WHEN dead.gap_days > $source_gap_days THEN 'BLUE' ELSE 'RED' END AS severity,
       late.amount AS amount,
       list_concat(late.sources, dead.sources) AS evidence,
       {death_day: dead.day, days_between_sources: dead.gap_days, late_lines: late.lines} AS facts
FROM late JOIN dead USING (person_id)
