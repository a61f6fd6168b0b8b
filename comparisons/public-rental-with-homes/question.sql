-- Public-rental families that own more living space than the line, judged on the first day of each month.
WITH tenant AS (
  SELECT id, contract_no, person_id, family_size, support_kind, monthly_amount, valid_from,
    unnest(first_days(valid_from, valid_to, $as_of)) AS day, vacate_by
  FROM public_rental
),
judged AS (
  SELECT * FROM tenant WHERE vacate_by IS NULL OR day > vacate_by
),
home AS (
  SELECT id, person_id, area_sqm * share AS area_sqm, day_of(registered_at) AS registered, day_of(ended_at) AS ended
  FROM owner_share JOIN property_unit ON id = property_id
  WHERE usage = 'RESIDENTIAL' AND registration_kind <> 'CANCELLATION' AND area_sqm IS NOT NULL AND share > 0
),
owned AS (
  SELECT contract_no, day, sum(area_sqm) AS area_sqm, list(DISTINCT evidence('property-unit', home.id)) AS homes
  FROM judged JOIN home USING (person_id)
  WHERE registered <= day AND (ended IS NULL OR day < ended)
    -- A home bought during the tenancy counts once the grace is over.
    AND (registered < valid_from OR add_months(registered, $grace_months) <= day)
  GROUP BY ALL
),
contract_day AS (
  SELECT contract_no, day, max(family_size) AS family_size, bool_or(support_kind = 'SUBSIDY') AS subsidised,
    max(monthly_amount) FILTER (support_kind = 'SUBSIDY') AS monthly_amount,
    list(evidence('public-rental', id)) AS tenants
  FROM judged GROUP BY ALL
),
offending AS (
  SELECT * FROM contract_day JOIN owned USING (contract_no, day)
  WHERE area_sqm > $area_line_per_person * family_size
)
SELECT
  [subject_key('rental', contract_no)] AS subjects,
  '-' AS period,
  max(day) AS judged_date,
  'YELLOW' AS severity,
  CASE WHEN bool_or(subsidised) THEN max(monthly_amount) * count(*) ELSE 0 END AS amount,
  list_distinct(flatten(list_concat(list(tenants), list(homes)))) AS evidence,
  {'months': count(*), 'highest_area_sqm': max(area_sqm), 'line_sqm': min($area_line_per_person * family_size)} AS facts
FROM offending
GROUP BY contract_no
