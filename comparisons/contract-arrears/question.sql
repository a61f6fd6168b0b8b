-- Which rents of village contracts are overdue, receipts counted against the oldest instalment first?
WITH instalment AS (
  SELECT schedule.id, contract_no, schedule.village_id, period_no, due_date, due_amount,
    sum(due_amount) OVER (PARTITION BY contract_no ORDER BY due_date, period_no) AS running_total
  FROM contract_schedule schedule
  LEFT JOIN village_contract contract USING (contract_no)
  WHERE due_date <= $as_of
    AND NOT (adjust_kind = 'DEFERRED' AND adjust_meeting_no IS NOT NULL)
    AND NOT coalesce(due_date BETWEEN rent_free_from AND rent_free_to, false)
    AND NOT coalesce(in_litigation, false)
),
receipt AS (
  SELECT contract_no, sum(amount) AS amount, list(evidence('village-ledger-entry', id)) AS entries
  FROM village_ledger_entry
  WHERE direction = 'INCOME' AND contract_no IS NOT NULL AND entry_date <= $as_of
  GROUP BY ALL
),
open_instalment AS (
  SELECT instalment.*, entries, greatest(least(due_amount, running_total - coalesce(receipt.amount, 0)), 0) AS open
  FROM instalment LEFT JOIN receipt USING (contract_no)
)
SELECT
  [subject_key('contract', contract_no), organization_key(village_id)] AS subjects,
  '-' AS period,
  min(due_date) AS judged_date,
  CASE WHEN days_between(min(due_date), $as_of) > $red_days THEN 'RED' ELSE 'YELLOW' END AS severity,
  sum(open) AS amount,
  list_concat(list(evidence('contract-schedule', id)), any_value(entries)) AS evidence,
  {'overdue_instalments': count(*), 'days_overdue': days_between(min(due_date), $as_of)} AS facts
FROM open_instalment
WHERE open > 0 AND days_between(due_date, $as_of) > $grace_days
GROUP BY contract_no, village_id
