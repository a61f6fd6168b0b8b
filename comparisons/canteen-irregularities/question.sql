-- Which canteen meals are too many, were eaten by the dead or by inpatients, or cost more than agreed?
WITH line AS (
  SELECT id, canteen_code, person_id, set_code, quantity, unit_price, subsidy, collector_id, day_of(served_at) AS day,
    NOT guest AND person_id IS NOT NULL AND service_kind <> 'HOME_CARE' AS is_meal
  FROM counted_canteen_meal
  WHERE day_of(served_at) <= $as_of
),
meal AS (
  SELECT * FROM line WHERE is_meal
),
too_many AS (
  SELECT id, 'YELLOW' AS severity, NULL AS proofs
  FROM meal
  QUALIFY sum(quantity) OVER (PARTITION BY person_id, day) > $meals_per_day
),
dead AS (
  SELECT id, 'RED' AS severity, sources AS proofs
  FROM meal JOIN certain_death USING (person_id)
  WHERE certain_death.day < meal.day
),
in_hospital AS (
  SELECT meal.id, 'YELLOW' AS severity, [evidence('inpatient-stay', stay.id)] AS proofs
  FROM meal
  JOIN counted_inpatient_stay stay
    ON stay.person_id = meal.person_id AND full_hospital_day(meal.day, admitted_at, discharged_at, $as_of)
  WHERE collector_id IS NULL
),
finding AS (
  SELECT id, highest_severity(severity) AS severity, flatten(list(proofs) FILTER (proofs IS NOT NULL)) AS proofs
  FROM (FROM too_many UNION ALL FROM dead UNION ALL FROM in_hospital)
  GROUP BY ALL
)
SELECT
  [person_key(person_id)] AS subjects,
  month_text(month_start(day)) AS period,
  month_start(day) AS judged_date,
  highest_severity(severity) AS severity,
  sum(subsidy) AS amount,
  list_distinct(list_concat(
    list(evidence('canteen-meal', id)),
    flatten(list(proofs) FILTER (proofs IS NOT NULL))
  )) AS evidence,
  {'meals': count(*)} AS facts
FROM finding JOIN meal USING (id)
GROUP BY person_id, month_start(day)
UNION ALL
SELECT
  [subject_key('canteen', line.canteen_code)],
  month_text(month_start(day)),
  month_start(day),
  'YELLOW',
  sum((unit_price - agreed_price) * quantity),
  list_distinct(list_concat(list(evidence('canteen-meal', line.id)), list(evidence('canteen-price', price.id)))),
  {'meals': count(*)}
FROM line
JOIN canteen_price price
  ON price.canteen_code = line.canteen_code AND price.set_code = line.set_code AND in_force(day, valid_from, valid_to)
WHERE unit_price > agreed_price
GROUP BY line.canteen_code, month_start(day)
