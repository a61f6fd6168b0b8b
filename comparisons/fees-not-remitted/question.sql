-- Which fees were collected and not remitted, which waste permits not billed, which waste bills have no permit?
WITH fee AS (
  SELECT id, bill_code, bill_no, unit_id, item_code, amount, billed_date, collected_date, permit_no, remittance_no
  FROM non_tax_bill
  WHERE bill_status = 'NORMAL' AND billed_date <= $as_of
),
refund AS (
  SELECT unit_id, original_bill_no AS bill_no, sum(amount) AS amount
  FROM non_tax_bill
  WHERE bill_status = 'REFUND' AND original_bill_no IS NOT NULL
  GROUP BY ALL
),
bill AS (
  SELECT fee.*, fee.amount + coalesce(refund.amount, 0) AS net FROM fee LEFT JOIN refund USING (unit_id, bill_no)
),
remittance AS (
  SELECT id, remittance_no, unit_id, item_code, amount, month_start(covered_to) AS month
  FROM counted_treasury_remittance
  WHERE remitted_date <= $as_of
),
collected AS (
  SELECT bill.id, bill.unit_id, bill.item_code, month_start(collected_date) AS month, net, remittance.id AS remittance_id
  FROM bill LEFT JOIN remittance USING (remittance_no, unit_id, item_code)
  WHERE collected_date <= $as_of AND item_code <> 'DEPOSITS'
),
linked AS (
  SELECT remittance_id AS id, sum(net) AS net, list(evidence('non-tax-bill', id)) AS bills
  FROM collected WHERE remittance_id IS NOT NULL
  GROUP BY ALL
),
gap AS (
  SELECT unit_id, item_code, month, net AS amount, [evidence('non-tax-bill', id)] AS rows
  FROM collected WHERE remittance_id IS NULL
  UNION ALL
  SELECT unit_id, item_code, month, linked.net - amount, list_concat([evidence('treasury-remittance', remittance.id)], bills)
  FROM remittance JOIN linked USING (id)
  WHERE linked.net > amount
),
month_gap AS (
  SELECT unit_id, item_code, month, sum(amount) AS gap, flatten(list(rows)) AS rows FROM gap GROUP BY ALL
),
month_total AS (
  SELECT unit_id, item_code, month, sum(net) AS total FROM collected GROUP BY ALL
),
permit_bill AS (
  SELECT permit_no, sum(net) AS billed, list(evidence('non-tax-bill', id)) AS bills
  FROM bill
  WHERE item_code = 'WASTE_DISPOSAL' AND permit_no IS NOT NULL
  GROUP BY ALL
),
permit AS (
  SELECT id, permit_no, fee_unit_id, issued_date, money(approved_volume * tariff) AS due,
    coalesce(billed, 0) AS billed, bills
  FROM waste_permit LEFT JOIN permit_bill USING (permit_no)
  WHERE status IN ('VALID', 'EXPIRED') AND exempt_reason = 'NONE' AND add_days(issued_date, $settle_days) <= $as_of
)
SELECT
  [organization_key(unit_id), subject_key('item', item_code)] AS subjects,
  month_text(month) AS period,
  month AS judged_date,
  'RED' AS severity,
  gap AS amount,
  rows AS evidence,
  {'collected': coalesce(total, 0), 'due': NULL, 'billed': NULL} AS facts
FROM month_gap LEFT JOIN month_total USING (unit_id, item_code, month)
WHERE gap > greatest($abs_tol, $rel_tol * coalesce(total, 0)) AND add_days(month_end(month), $settle_days) <= $as_of
UNION ALL
SELECT
  [organization_key(fee_unit_id), subject_key('permit', permit_no)],
  '-', issued_date, 'YELLOW', due - billed, list_concat([evidence('waste-permit', id)], bills),
  {'collected': NULL, 'due': due, 'billed': billed}
FROM permit
WHERE due - billed > greatest($abs_tol, $rel_tol * due)
UNION ALL
SELECT
  [organization_key(unit_id), subject_key('bill', bill_code || '-' || bill_no)],
  '-', billed_date, 'BLUE', net, [evidence('non-tax-bill', id)],
  {'collected': NULL, 'due': NULL, 'billed': net}
FROM bill ANTI JOIN waste_permit USING (permit_no)
WHERE item_code = 'WASTE_DISPOSAL' AND net > 0 AND add_days(billed_date, $settle_days) <= $as_of
