-- Which purchases were split to stay below the tender threshold?
WITH contract AS (
  SELECT id, contract_no, purchaser_id, category_code, contract_amount, signed_date,
    lag(signed_date) OVER (PARTITION BY purchaser_id, category_code ORDER BY signed_date, contract_no) AS previous_date
  FROM contract_payment
  WHERE line_no = 0 AND NOT framework AND method NOT IN ('OPEN_TENDER', 'FRAMEWORK')
    AND contract_amount >= $band_low * $threshold AND contract_amount < $threshold AND signed_date <= $as_of
),
-- A contract continues the chain when it was signed less than window_months after the one before.
chained AS (
  SELECT *, count(*) FILTER (previous_date IS NULL OR signed_date >= add_months(previous_date, $window_months))
    OVER (PARTITION BY purchaser_id, category_code ORDER BY signed_date, contract_no) AS chain
  FROM contract
)
SELECT
  [organization_key(purchaser_id), subject_key('purchase', category_code)] AS subjects,
  day_text(min(signed_date)) AS period,
  min(signed_date) AS judged_date,
  'YELLOW' AS severity,
  sum(contract_amount) AS amount,
  list(evidence('contract-payment', id)) AS evidence,
  {'contracts': count(*)} AS facts
FROM chained
GROUP BY purchaser_id, category_code, chain
HAVING count(*) >= 2 AND sum(contract_amount) >= $threshold
