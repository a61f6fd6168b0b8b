-- Where do a village's books, its bank flows and its public notices differ, by item and month?
WITH entry AS (
  SELECT id, village_id, month, item_code, amount, entry_kind, bank_flow_no FROM village_ledger_entry
),
booked AS (
  SELECT village_id, bank_flow_no, min(month) AS month, min(CAST(item_code AS VARCHAR)) AS item_code
  FROM entry WHERE bank_flow_no IS NOT NULL
  GROUP BY ALL
),
-- A flow that the books name counts in the month of its entry; every other one in its calendar month.
flow AS (
  SELECT id, village_id, coalesce(booked.month, month_start(day_of(transacted_at))) AS month,
    coalesce(CAST(flow.item_code AS VARCHAR), booked.item_code) AS item_code, amount
  FROM counted_village_bank_flow flow LEFT JOIN booked USING (village_id, bank_flow_no)
),
side AS (
  SELECT village_id, month, CAST(item_code AS VARCHAR) AS item_code, amount AS declared,
    CASE WHEN entry_kind = 'BANK' THEN amount ELSE 0 END AS bank, 0 AS flow, 0 AS disclosed,
    evidence('village-ledger-entry', id) AS row
  FROM entry WHERE entry_kind IN ('BANK', 'CASH', 'OFFSET')
  UNION ALL
  SELECT village_id, month, item_code, 0, 0, amount, 0, evidence('village-bank-flow', id)
  FROM flow WHERE item_code IS NOT NULL
  UNION ALL
  SELECT village_id, month, CAST(item_code AS VARCHAR), 0, 0, 0, amount, evidence('village-disclosure', id)
  FROM village_disclosure WHERE disclosure_kind = 'MONTHLY_FINANCE' AND item_code IS NOT NULL
),
total AS (
  SELECT village_id, month, item_code, sum(declared) AS declared, sum(bank) AS bank, sum(flow) AS flow,
    sum(disclosed) AS disclosed, list(row) AS rows
  FROM side
  WHERE add_days(month_end(month), $close_days) <= $as_of
  GROUP BY ALL
),
judged AS (
  SELECT *,
    abs(bank - flow) > greatest($abs_tol, $rel_tol * greatest(bank, flow)) AS bank_differs,
    abs(declared - disclosed) > greatest($abs_tol, $rel_tol * greatest(declared, disclosed)) AS notice_differs
  FROM total
)
SELECT
  [organization_key(village_id), subject_key('item', item_code)] AS subjects,
  month_text(month) AS period,
  month AS judged_date,
  'YELLOW' AS severity,
  greatest(
    CASE WHEN bank_differs THEN abs(bank - flow) ELSE 0 END,
    CASE WHEN notice_differs THEN abs(declared - disclosed) ELSE 0 END
  ) AS amount,
  rows AS evidence,
  {'declared': declared, 'bank': bank, 'flow': flow, 'disclosed': disclosed} AS facts
FROM judged
WHERE bank_differs OR notice_differs
