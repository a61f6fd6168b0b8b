-- Which fines have no case, differ from the decision, or were decided too late?
WITH fine_bill AS (
  SELECT id, bill_code, bill_no, unit_id, amount, billed_date, collected_date, bill_status, original_bill_no, case_no
  FROM non_tax_bill
  WHERE item_code = 'FINES' AND billed_date <= $as_of
),
refund AS (
  SELECT unit_id, original_bill_no AS bill_no, sum(amount) AS amount
  FROM fine_bill
  WHERE bill_status = 'REFUND' AND original_bill_no IS NOT NULL
  GROUP BY ALL
),
bill AS (
  SELECT fine_bill.*, fine_bill.amount + coalesce(refund.amount, 0) AS net
  FROM fine_bill LEFT JOIN refund USING (unit_id, bill_no)
  WHERE bill_status = 'NORMAL'
),
case_number AS (
  SELECT id AS case_id, case_no AS number FROM penalty_case
  UNION
  SELECT id, decision_no FROM penalty_case WHERE decision_no IS NOT NULL
),
filed AS (
  SELECT bill.*, case_id FROM bill LEFT JOIN case_number ON number = bill.case_no
),
collected AS (
  SELECT case_id, sum(net) FILTER (collected_date <= $as_of) AS amount, list(evidence('non-tax-bill', id)) AS bills
  FROM filed WHERE case_id IS NOT NULL
  GROUP BY ALL
),
extension AS (
  SELECT parent_id AS case_id, sum(days) AS days FROM penalty_case_extensions GROUP BY ALL
),
judged AS (
  SELECT id, case_no, agency_code, coalesce(filed_date, decided_date, fact_from) AS judged_date, bills,
    status, decided_date, coalesce(collected.amount, 0) AS collected,
    coalesce(fine, 0) + coalesce(confiscated, 0) AS due,
    CASE WHEN procedure <> 'SIMPLE'
      THEN add_days(filed_date, $case_days + excluded_days + coalesce(extension.days, 0)) END AS deadline
  FROM penalty_case
  LEFT JOIN collected ON collected.case_id = id
  LEFT JOIN extension ON extension.case_id = id
),
finding AS (
  SELECT *,
    collected > due OR status = 'CLOSED' AND collected < due AS wrong_amount,
    coalesce(decided_date > deadline OR decided_date IS NULL AND status = 'FILED' AND $as_of > deadline, false) AS late
  FROM judged
)
SELECT
  [subject_key('bill', bill_code || '-' || bill_no), organization_key(unit_id)] AS subjects,
  '-' AS period,
  billed_date AS judged_date,
  'RED' AS severity,
  net AS amount,
  [evidence('non-tax-bill', id)] AS evidence,
  {'collected': CASE WHEN collected_date <= $as_of THEN net END, 'due': NULL, 'deadline': NULL} AS facts
FROM filed
WHERE case_id IS NULL AND net > 0 AND add_days(billed_date, $file_grace_days) < $as_of
UNION ALL
SELECT
  [subject_key('case', case_no), subject_key('agency', agency_code)],
  '-', judged_date,
  CASE WHEN wrong_amount THEN 'RED' ELSE 'YELLOW' END,
  CASE WHEN wrong_amount THEN abs(collected - due) ELSE 0 END,
  list_concat([evidence('penalty-case', id)], bills),
  {'collected': collected, 'due': due, 'deadline': CASE WHEN late THEN deadline END}
FROM finding
WHERE wrong_amount OR late
