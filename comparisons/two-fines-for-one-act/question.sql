-- Which parties were fined twice for one act?
WITH fined AS (
  SELECT id, party_key(party_person_id, party_organization_id) AS party, act_code, fact_from, scene_no, decided_date, fine
  FROM penalty_case
  SEMI JOIN (SELECT parent_id AS id FROM penalty_case_penalty_kinds WHERE value = 'FINE') USING (id)
  WHERE status IN ('DECIDED', 'CLOSED') AND decided_date <= $as_of AND fine > 0
    AND party_kind IN ('PERSON', 'ENTERPRISE') AND party IS NOT NULL
),
conflict AS (
  SELECT one.id, min(other.fact_from) AS other_from
  FROM fined one JOIN fined other USING (party, act_code)
  WHERE one.id <> other.id
    AND (one.fact_from = other.fact_from OR coalesce(one.scene_no = other.scene_no, false))
    -- An act that went on after a decision may be fined again.
    AND one.fact_from <= other.decided_date AND other.fact_from <= one.decided_date
  GROUP BY one.id
),
grouped AS (
  SELECT fined.*, least(fact_from, other_from) AS group_start FROM fined JOIN conflict USING (id)
)
SELECT
  [party, subject_key('act', act_code)] AS subjects,
  day_text(group_start) AS period,
  group_start AS judged_date,
  'YELLOW' AS severity,
  sum(fine) - max(fine) AS amount,
  list(evidence('penalty-case', id)) AS evidence,
  {'cases': count(*), 'fines': sum(fine)} AS facts
FROM grouped
GROUP BY party, act_code, group_start
