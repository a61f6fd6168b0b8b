-- Low-income patients with a high bill of their own and no medical aid.
WITH stay AS (
  SELECT id, person_id, settled_date, self_paid
  FROM counted_inpatient_stay
  WHERE days_between(settled_date, $as_of) > $wait_days
    AND self_paid > $self_pay_line AND NOT one_stop AND coalesce(aid_paid, 0) = 0
),
entitled AS (
  SELECT stay.id, list(evidence('social-assistance', assistance.id)) AS proofs
  FROM stay
  JOIN social_assistance assistance
    ON assistance.person_id = stay.person_id AND in_force(settled_date, valid_from, valid_to)
  WHERE assistance_kind IN ('DIBAO', 'DESTITUTE', 'DIBAO_MARGIN')
  GROUP BY ALL
),
aided AS (
  SELECT DISTINCT stay.id
  FROM stay JOIN subsidy_payment payment ON payment.person_id = stay.person_id
  WHERE item = 'MEDICAL_AID'
    AND CASE payment.status WHEN 'SUCCESS' THEN paid_date WHEN 'PENDING' THEN submitted_date END
      BETWEEN settled_date AND add_days(settled_date, $wait_days)
),
insured_elsewhere AS (
  SELECT stay.id
  FROM stay
  JOIN insured_person insured
    ON insured.person_id = stay.person_id AND in_force(settled_date, valid_from, valid_to)
  WHERE insured.status = 'ACTIVE'
  GROUP BY stay.id
  HAVING count(*) FILTER (pool_code = '190102') = 0
)
SELECT
  [person_key(person_id)] AS subjects,
  day_text(settled_date) AS period,
  settled_date AS judged_date,
  'SERVICE' AS severity,
  sum(self_paid - $self_pay_line) AS amount,
  list_distinct(list_concat(list(evidence('inpatient-stay', id)), flatten(list(proofs)))) AS evidence,
  {'stays': count(*), 'self_paid': sum(self_paid)} AS facts
FROM stay
JOIN entitled USING (id)
ANTI JOIN aided USING (id)
ANTI JOIN insured_elsewhere USING (id)
GROUP BY person_id, settled_date
