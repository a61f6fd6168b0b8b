-- The same person, item and period paid twice.
WITH line AS (
  SELECT id, batch_no, line_no, person_id, item, period_from, period_to, amount, paid_date, arrears
  FROM counted_subsidy_payment
  WHERE one_of(item, $items) AND paid_date <= $as_of
),
paid_month AS (
  SELECT person_id, item, unnest(each_month(period_from, period_to)) AS month FROM line WHERE NOT arrears
),
suspect AS (
  SELECT person_id, item FROM paid_month GROUP BY person_id, item, month HAVING count(*) > 1
  UNION
  SELECT person_id, item FROM line GROUP BY person_id, item, period_from, period_to, amount
  HAVING count(*) > 1 AND bool_or(arrears)
),
candidate AS (
  SELECT * FROM line SEMI JOIN suspect USING (person_id, item)
),
conflict AS (
  SELECT person_id, item, greatest(one.period_from, other.period_from) AS month, one.id AS one_id, other.id AS other_id
  FROM candidate one JOIN candidate other USING (person_id, item)
  WHERE one.id < other.id
    AND CASE WHEN one.arrears OR other.arrears
      THEN one.period_from = other.period_from AND one.period_to = other.period_to AND one.amount = other.amount
      ELSE overlap(one.period_from, one.period_to, other.period_from, other.period_to) END
),
involved AS (
  SELECT person_id, item, month, one_id AS id FROM conflict
  UNION
  SELECT person_id, item, month, other_id FROM conflict
),
ranked AS (
  SELECT involved.*, amount,
    row_number() OVER (PARTITION BY involved.person_id, involved.item, month ORDER BY paid_date, batch_no, line_no) AS place
  FROM involved JOIN candidate USING (id)
)
SELECT
  [person_key(person_id), subject_key('item', item)] AS subjects,
  month_text(month) AS period,
  month AS judged_date,
  'RED' AS severity,
  coalesce(sum(amount) FILTER (place > 1), 0) AS amount,
  list(evidence('subsidy-payment', id)) AS evidence,
  {'payments': count(*)} AS facts
FROM ranked
GROUP BY person_id, item, month
