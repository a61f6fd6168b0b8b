-- Families on DIBAO with homes, cars or active firms, judged on the first day of each month of the benefit.
WITH member AS (
  SELECT id, family_no, person_id, monthly_amount, unnest(first_days(valid_from, valid_to, $as_of)) AS day
  FROM social_assistance
  WHERE assistance_kind = 'DIBAO'
),
family_day AS (
  SELECT family_no, day, max(monthly_amount) AS monthly_amount FROM member GROUP BY ALL
),
home AS (
  SELECT id, unit_no, person_id, share, day_of(registered_at) AS registered, day_of(ended_at) AS ended
  FROM owner_share JOIN property_unit ON id = property_id
  WHERE usage = 'RESIDENTIAL' AND registration_kind <> 'CANCELLATION' AND acquisition <> 'DEMOLITION_EXCHANGE'
),
owned AS (
  SELECT family_no, day, unit_no, list(DISTINCT evidence('property-unit', home.id)) AS rows
  FROM member JOIN home USING (person_id)
  WHERE registered <= day AND (ended IS NULL OR ended > day)
  GROUP BY ALL
  HAVING sum(share) >= $min_home_share
),
homes AS (
  SELECT family_no, day, flatten(list(rows)) AS rows FROM owned GROUP BY ALL HAVING count(*) >= $min_homes
),
cars AS (
  SELECT family_no, day, list(DISTINCT evidence('vehicle-ownership', car.id)) AS rows
  FROM member
  JOIN vehicle_ownership car
    ON car.owner_person_id = person_id AND in_force(day, acquired_date, released_date)
  WHERE (vehicle_class LIKE 'K%' OR vehicle_class LIKE 'H%') AND NOT disability_adapted
    AND status_letters NOT LIKE '%E%' AND status_letters NOT LIKE '%M%'
  GROUP BY ALL
),
holding AS (
  SELECT holder.id, party_person_id AS person_id, organization_id, valid_from, valid_to
  FROM enterprise_holder holder
  LEFT JOIN enterprise_registration firm USING (organization_id)
  WHERE party_person_id IN (SELECT person_id FROM member)
    AND (role IN ('LEGAL_REP', 'CONTROLLER')
      OR role = 'SHAREHOLDER' AND (entity_kind IS NULL OR entity_kind <> 'COOPERATIVE'))
),
active_month AS (
  SELECT id, taxpayer_organization_id AS organization_id, period
  FROM tax_summary
  WHERE taxpayer_organization_id IN (SELECT organization_id FROM holding) AND (sales > 0 OR invoiced > 0)
),
firms AS (
  SELECT family_no, day,
    list_concat(
      list(DISTINCT evidence('enterprise-holder', holding.id)),
      list(DISTINCT evidence('tax-summary', active_month.id))
    ) AS rows
  FROM member
  JOIN holding
    ON holding.person_id = member.person_id AND in_force(day, holding.valid_from, holding.valid_to)
  JOIN active_month
    ON active_month.organization_id = holding.organization_id
    AND period < day AND period >= add_months(day, -$active_months)
  GROUP BY ALL
),
offending AS (
  SELECT family_no, day, monthly_amount, homes.rows AS homes, cars.rows AS cars, firms.rows AS firms
  FROM family_day
  LEFT JOIN homes USING (family_no, day)
  LEFT JOIN cars USING (family_no, day)
  LEFT JOIN firms USING (family_no, day)
  WHERE homes.rows IS NOT NULL OR cars.rows IS NOT NULL OR firms.rows IS NOT NULL
),
members AS (
  SELECT family_no, list(DISTINCT evidence('social-assistance', id)) AS rows
  FROM member SEMI JOIN offending USING (family_no, day)
  GROUP BY ALL
)
SELECT
  [subject_key('family', family_no)] AS subjects,
  '-' AS period,
  max(day) AS judged_date,
  CASE WHEN count(homes) + count(cars) > 0 THEN 'YELLOW' ELSE 'BLUE' END AS severity,
  sum(monthly_amount) AS amount,
  list_distinct(flatten(list_concat(
    [any_value(members.rows)],
    list(homes) FILTER (homes IS NOT NULL),
    list(cars) FILTER (cars IS NOT NULL),
    list(firms) FILTER (firms IS NOT NULL)
  ))) AS evidence,
  {'months': count(*), 'months_with_homes': count(homes), 'months_with_car': count(cars),
    'months_with_active_firm': count(firms)} AS facts
FROM offending JOIN members USING (family_no)
GROUP BY family_no
