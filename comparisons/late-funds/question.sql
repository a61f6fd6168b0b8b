-- Which money reached a paying account and was not paid out in time?
WITH subsidy AS (
  SELECT id, fund_doc_no, agency_code, fund_arrived_date, amount,
    days_between(fund_arrived_date, coalesce(paid_date, $as_of)) AS days
  FROM subsidy_payment
  WHERE status IN ('SUCCESS', 'PENDING') AND resend_batch_no IS NULL AND fund_arrived_date <= $as_of
),
contract AS (
  SELECT id, contract_no, purchaser_id, paid_amount, greatest(fund_arrived_date, requested_date) AS due_from,
    days_between(greatest(fund_arrived_date, requested_date), coalesce(paid_date, $as_of)) AS days
  FROM contract_payment
  WHERE line_no > 0 AND status IN ('PAID', 'PENDING') AND fund_arrived_date <= $as_of AND requested_date IS NOT NULL
),
flow AS (
  SELECT id, village_id, fund_doc_no, day_of(transacted_at) AS day, direction, item_code, amount
  FROM counted_village_bank_flow
  WHERE fund_doc_no IS NOT NULL AND day_of(transacted_at) <= $as_of
),
arrival AS (
  SELECT village_id, fund_doc_no, min(day) AS arrived
  FROM flow
  WHERE direction = 'IN' AND item_code = 'SUBSIDY_INCOME'
  GROUP BY ALL
  HAVING days_between(min(day), $as_of) > $late_days
),
village AS (
  SELECT village_id, fund_doc_no, arrived, list(evidence('village-bank-flow', id)) AS flows,
    sum(CASE direction WHEN 'IN' THEN amount ELSE -amount END) AS still_open
  FROM arrival JOIN flow USING (village_id, fund_doc_no)
  WHERE direction = 'IN' AND item_code = 'SUBSIDY_INCOME' AND day = arrived
    OR direction = 'OUT' AND item_code = 'SUBSIDY_PAYOUT' AND day <= add_days(arrived, $late_days)
  GROUP BY ALL
)
SELECT
  [subject_key('fund', fund_doc_no), subject_key('agency', agency_code)] AS subjects,
  '-' AS period,
  min(fund_arrived_date) AS judged_date,
  'YELLOW' AS severity,
  sum(amount) AS amount,
  list(evidence('subsidy-payment', id)) AS evidence,
  {'lines': count(*), 'longest_days': max(days)} AS facts
FROM subsidy
WHERE days > $late_days
GROUP BY fund_doc_no, agency_code
UNION ALL
SELECT
  [subject_key('contract', contract_no), organization_key(purchaser_id)],
  '-', min(due_from), 'YELLOW', sum(paid_amount), list(evidence('contract-payment', id)),
  {'lines': count(*), 'longest_days': max(days)}
FROM contract
WHERE days > $late_days
GROUP BY contract_no, purchaser_id
UNION ALL
SELECT
  [subject_key('fund', fund_doc_no), organization_key(village_id)],
  '-', arrived, 'YELLOW', still_open, flows,
  {'lines': len(flows), 'longest_days': days_between(arrived, $as_of)}
FROM village
WHERE still_open > 0
