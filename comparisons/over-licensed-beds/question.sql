-- More subsidised residents of a home on a day than beds in the licence of that day.
WITH claim AS (
  SELECT id, home_id, person_id, claim_month, claim_from, claim_to, amount,
    -- The day of leaving is free for the next resident, unless the claim ends with its month.
    CASE WHEN claim_to = month_end(claim_month) THEN claim_to ELSE add_days(claim_to, -1) END AS last_night
  FROM counted_bed_subsidy_claim
  WHERE claim_from <= $as_of
),
occupied AS (
  SELECT home_id, claim_month, person_id, unnest(each_day(claim_from, least(last_night, $as_of))) AS day
  FROM claim
),
occupancy AS (
  SELECT home_id, claim_month, day, count(DISTINCT person_id) AS residents FROM occupied GROUP BY ALL
),
judged AS (
  SELECT occupancy.*, coalesce(licensed_beds, 0) AS beds, licence.id AS licence_id
  FROM occupancy
  LEFT JOIN care_home_licence licence
    ON licence.organization_id = home_id AND in_force(day, valid_from, valid_to)
),
worst AS (
  SELECT * FROM judged
  WHERE residents > beds
  QUALIFY row_number() OVER (PARTITION BY home_id, claim_month ORDER BY residents - beds DESC, day) = 1
)
SELECT
  [organization_key(home_id)] AS subjects,
  month_text(claim_month) AS period,
  day AS judged_date,
  'RED' AS severity,
  share(sum(amount), residents - beds, residents) AS amount,
  list_concat(
    list(evidence('bed-subsidy-claim', claim.id)) FILTER (day BETWEEN claim_from AND last_night),
    list(DISTINCT evidence('care-home-licence', licence_id)) FILTER (licence_id IS NOT NULL)
  ) AS evidence,
  {'day': day, 'residents': residents, 'beds': beds} AS facts
FROM worst JOIN claim USING (home_id, claim_month)
GROUP BY home_id, claim_month, day, residents, beds
