-- People who meet every condition of a monthly benefit and are not paid.
WITH month AS (
  SELECT unnest(each_month(
    add_months(month_start($as_of), 1 - $lag_months - $look_back_months),
    add_months(month_start($as_of), -$lag_months)
  )) AS month
),
resident AS (
  SELECT resident.id, resident.person_id, registration_status, status_date, moved_in_date, death_day.day AS died,
    reaches_age(birth_date, $elderly_age) AS elderly_from,
    reaches_age(birth_date, CASE sex WHEN 'FEMALE' THEN $land_loss_age_female ELSE $land_loss_age_male END) AS land_loss_from
  FROM household_resident resident LEFT JOIN death_day USING (person_id)
),
-- Months for which a condition other than residence is met, with the rows that prove it.
met AS (
  SELECT person_id, 'ELDERLY' AS item, month, NULL AS proof, NULL AS monthly_amount
  FROM resident JOIN month ON elderly_from <= month
  UNION ALL
  SELECT person_id, 'DISABILITY_CARE', month, evidence('disability-certificate', held.id), NULL
  FROM disability_in_force held JOIN month ON valid_from <= month AND coalesce(valid_to >= month_end(month), true)
  WHERE one_of(disability_grade, $care_grades)
    AND NOT EXISTS (
      FROM ltc_assessment ltc
      WHERE ltc.person_id = held.person_id AND benefit_from <= month_end(month)
        AND coalesce(benefit_to >= month, true)
    )
  UNION ALL
  SELECT held.person_id, 'DISABILITY_LIVING', month, unnest([
    evidence('disability-certificate', held.id), evidence('social-assistance', assistance.id)
  ]), NULL
  FROM disability_in_force held
  JOIN social_assistance assistance USING (person_id)
  JOIN month
    ON held.valid_from <= month AND coalesce(held.valid_to >= month_end(month), true)
    AND assistance.valid_from <= month AND coalesce(assistance.valid_to >= month_end(month), true)
  WHERE assistance_kind = 'DIBAO'
  UNION ALL
  SELECT person_id, 'LAND_LOSS_ELDERLY', month, evidence('benefit-roster', roster.id), monthly_amount
  FROM benefit_roster roster JOIN resident USING (person_id) JOIN month ON in_force(month, valid_from, valid_to)
  WHERE item = 'LAND_LOSS_ELDERLY' AND status = 'APPROVED' AND requisition_no IS NOT NULL AND land_loss_from <= month
),
eligible AS (
  SELECT person_id, item, month, any_value(resident.id) AS resident_id, max(monthly_amount) AS monthly_amount,
    list(proof) FILTER (proof IS NOT NULL) AS proofs
  FROM met JOIN resident USING (person_id)
  WHERE (registration_status = 'NORMAL' OR registration_status <> 'DECEASED' AND status_date > month_end(month))
    AND (moved_in_date IS NULL OR moved_in_date <= month)
    AND (died IS NULL OR died > month_end(month))
  GROUP BY ALL
),
-- Paid or under way, declined, refused, or paid by another district.
settled AS (
  SELECT person_id, CAST(item AS VARCHAR) AS item, period_from AS from_month, period_to AS to_month
  FROM subsidy_payment
  WHERE status IN ('SUCCESS', 'PENDING')
  UNION ALL
  SELECT person_id, CAST(item AS VARCHAR), valid_from, valid_to
  FROM benefit_roster
  WHERE status IN ('IN_PROGRESS', 'DECLINED', 'OTHER_DISTRICT', 'REJECTED')
),
missed AS (
  SELECT eligible.*
  FROM eligible
  WHERE NOT EXISTS (
    FROM settled
    WHERE settled.person_id = eligible.person_id AND settled.item = eligible.item
      AND in_force(eligible.month, from_month, to_month)
  )
)
SELECT
  [person_key(person_id), subject_key('item', item)] AS subjects,
  '-' AS period,
  month_end(max(month)) AS judged_date,
  'SERVICE' AS severity,
  CASE item
    WHEN 'ELDERLY' THEN count(*) * $elderly_monthly
    WHEN 'DISABILITY_CARE' THEN count(*) * $care_monthly
    WHEN 'DISABILITY_LIVING' THEN count(*) * $living_monthly
    ELSE sum(monthly_amount)
  END AS amount,
  list_distinct(list_concat(
    [evidence('household-resident', any_value(resident_id))],
    flatten(list(proofs) FILTER (proofs IS NOT NULL))
  )) AS evidence,
  {'missed_months': count(*), 'first_month': min(month), 'last_month': max(month)} AS facts
FROM missed
GROUP BY person_id, item
HAVING count(*) >= $min_months
