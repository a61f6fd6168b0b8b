-- Bed subsidy for one person in two homes at once: days of a month that both homes claim.
WITH claim AS (
  SELECT id, person_id, home_id, claim_month, claim_from, claim_to, amount
  FROM counted_bed_subsidy_claim
  WHERE claim_from <= $as_of
),
several_homes AS (
  SELECT person_id, claim_month FROM claim GROUP BY ALL HAVING count(DISTINCT home_id) > 1
),
claimed_day AS (
  SELECT DISTINCT person_id, claim_month, home_id, unnest(each_day(claim_from, least(claim_to, $as_of))) AS day
  FROM claim SEMI JOIN several_homes USING (person_id, claim_month)
),
pair AS (
  SELECT person_id, claim_month, one.home_id AS one_home_id, other.home_id AS other_home_id, list(day) AS days
  FROM claimed_day one JOIN claimed_day other USING (person_id, claim_month, day)
  WHERE one.home_id < other.home_id
  GROUP BY ALL
  HAVING count(*) > $transfer_overlap_days
),
shared AS (
  SELECT pair.*, claim.id, claim.home_id,
    share(amount, len(list_filter(days, lambda day: day BETWEEN claim_from AND claim_to)),
      days_in(claim_from, claim_to)) AS shared_amount
  FROM pair JOIN claim USING (person_id, claim_month)
  WHERE claim.home_id IN (one_home_id, other_home_id)
)
SELECT
  [person_key(person_id), organization_key(one_home_id), organization_key(other_home_id)] AS subjects,
  month_text(claim_month) AS period,
  claim_month AS judged_date,
  'RED' AS severity,
  least(
    sum(shared_amount) FILTER (home_id = one_home_id),
    sum(shared_amount) FILTER (home_id = other_home_id)
  ) AS amount,
  list(evidence('bed-subsidy-claim', id)) AS evidence,
  {'common_days': len(days)} AS facts
FROM shared
GROUP BY person_id, claim_month, one_home_id, other_home_id, days
