-- Which parcels grew grain in a season whose deadline is over, and nobody claimed for them?
WITH season AS (
  SELECT year, season, deadline, window_from, window_to
  FROM (SELECT unnest([year_of($as_of) - 2, year_of($as_of) - 1, year_of($as_of)]) AS year) years,
    LATERAL (
      SELECT 'SUMMER' AS season, year_day(year, $summer_deadline) AS deadline,
        year_day(year, '03-01') AS window_from, year_day(year, '06-30') AS window_to
      UNION ALL
      SELECT 'AUTUMN', year_day(year, $autumn_deadline), year_day(year, '07-01'), year_day(year, '10-31')
    )
  WHERE deadline < $as_of AND add_months(deadline, 12) >= $as_of
),
holder AS (
  SELECT id, parcel_no, holder_person_id AS person_id, year, season, deadline
  FROM parcel_right JOIN season ON in_force(deadline, valid_from, valid_to)
  WHERE right_kind = 'CONTRACT' AND land_use = 'GRAIN' AND holder_person_id IS NOT NULL
),
observed AS (
  SELECT parcel_no, year, season,
    bool_or(use_state IN ('WHEAT', 'MAIZE', 'RICE', 'SOYBEAN')) AS grain,
    bool_or(use_state NOT IN ('WHEAT', 'MAIZE', 'RICE', 'SOYBEAN')) AS other,
    bool_or(contact_result = 'DECLINED') AS declined,
    list(evidence('land-use-observation', id)) AS sightings
  FROM land_use_observation JOIN season ON observed_date BETWEEN window_from AND window_to
  WHERE parcel_no IS NOT NULL
  GROUP BY parcel_no, year, season
),
last_year AS (
  SELECT parcel_no, season.year, season.season, sum(amount) AS amount, list(evidence('grain-claim', id)) AS claims
  FROM counted_grain_claim claim
  JOIN season ON claim.year = season.year - 1 AND CAST(claim.season AS VARCHAR) = season.season
  GROUP BY ALL
),
claimed AS (
  SELECT DISTINCT parcel_no, year, CAST(season AS VARCHAR) AS season FROM grain_claim
),
passed_on AS (
  SELECT DISTINCT parcel_no, year, season
  FROM parcel_right JOIN season ON in_force(deadline, valid_from, valid_to)
  WHERE right_kind IN ('LEASE', 'SWAP')
)
SELECT
  [person_key(person_id), subject_key('parcel', parcel_no)] AS subjects,
  year || '-' || season AS period,
  deadline AS judged_date,
  'SERVICE' AS severity,
  coalesce(any_value(amount), 0) AS amount,
  list_concat(list(DISTINCT evidence('parcel-right', id)), any_value(claims), any_value(sightings)) AS evidence,
  {'grain_observed': coalesce(bool_or(grain), false), 'claimed_last_year': any_value(claims) IS NOT NULL} AS facts
FROM holder
LEFT JOIN observed USING (parcel_no, year, season)
LEFT JOIN last_year USING (parcel_no, year, season)
ANTI JOIN claimed USING (parcel_no, year, season)
ANTI JOIN passed_on USING (parcel_no, year, season)
WHERE (coalesce(grain, false) OR claims IS NOT NULL AND NOT coalesce(other, false)) AND NOT coalesce(declined, false)
GROUP BY person_id, parcel_no, year, season, deadline
