-- Elderly or land-loss benefit without age, residence or roster entry.
WITH line AS (
  SELECT id, person_id, item, amount, months_in(period_from, period_to) AS months, period_from, period_to
  FROM counted_subsidy_payment
  WHERE item IN ('ELDERLY', 'LAND_LOSS_ELDERLY')
),
line_month AS (
  SELECT id, person_id, item, unnest(each_month(period_from, period_to)) AS month FROM line
),
rostered AS (
  SELECT person_id, item, month
  FROM (SELECT DISTINCT person_id, item, month FROM line_month) paid
  JOIN benefit_roster roster USING (person_id, item)
  WHERE roster.status IN ('APPROVED', 'STOPPED') AND in_force(month, valid_from, valid_to)
    AND (item <> 'LAND_LOSS_ELDERLY' OR requisition_no IS NOT NULL)
  GROUP BY ALL
),
resident AS (
  SELECT id AS resident_id, person_id, registration_status, status_date, moved_in_date,
    CASE WHEN birth_correction_no IS NOT NULL THEN birth_corrected_date END AS corrected_from,
    reaches_age(birth_date, $elderly_age) AS elderly_from,
    reaches_age(birth_date, CASE WHEN sex = 'MALE' THEN $land_loss_age_male ELSE $land_loss_age_female END)
      AS land_loss_from
  FROM household_resident
),
judged AS (
  SELECT line_month.id, person_id, item, month, resident_id,
    resident_id IS NULL AS unknown,
    registration_status IN ('MOVED_OUT', 'SETTLED_ABROAD') AND (status_date IS NULL OR status_date < month) AS gone,
    moved_in_date > month_end(month) AS not_yet_here,
    CASE item WHEN 'ELDERLY' THEN elderly_from ELSE land_loss_from END > month_end(month)
      AND (corrected_from IS NULL OR month >= corrected_from) AS too_young,
    rostered.month IS NULL AND month >= add_months(month_start($as_of), -$roster_months) AS not_on_roster
  FROM line_month
  LEFT JOIN resident USING (person_id)
  LEFT JOIN rostered USING (person_id, item, month)
),
offending AS (
  SELECT id, person_id, item, any_value(resident_id) AS resident_id, count(*) AS months, max(month) AS last_month,
    count(*) FILTER (unknown OR gone OR not_yet_here) AS not_resident, count(*) FILTER (too_young) AS too_young,
    count(*) FILTER (not_on_roster) AS not_on_roster
  FROM judged
  WHERE unknown OR gone OR not_yet_here OR too_young OR not_on_roster
  GROUP BY ALL
),
roster_row AS (
  SELECT person_id, item, list(evidence('benefit-roster', id)) AS rows
  FROM benefit_roster SEMI JOIN offending USING (person_id, item)
  GROUP BY ALL
)
SELECT
  [person_key(offending.person_id), subject_key('item', offending.item)] AS subjects,
  '-' AS period,
  max(last_month) AS judged_date,
  'YELLOW' AS severity,
  sum(share(amount, offending.months, line.months)) AS amount,
  list_concat(
    list(evidence('subsidy-payment', offending.id)),
    list(DISTINCT evidence('household-resident', resident_id)) FILTER (resident_id IS NOT NULL),
    any_value(roster_row.rows)
  ) AS evidence,
  {'months': sum(offending.months), 'not_resident_months': sum(not_resident), 'too_young_months': sum(too_young),
    'months_not_on_roster': sum(not_on_roster)} AS facts
FROM offending
JOIN line USING (id)
LEFT JOIN roster_row ON roster_row.person_id = offending.person_id AND roster_row.item = offending.item
GROUP BY offending.person_id, offending.item
