-- Which collective land, water or buildings lie idle, or are booked with a wrong area?
WITH asset AS (
  SELECT * FROM village_asset WHERE asset_kind IN ('LAND', 'WATER', 'BUILDING')
),
contracted AS (
  SELECT DISTINCT asset_no FROM village_contract
  WHERE asset_no IS NOT NULL AND status <> 'TERMINATED'
    AND overlap(valid_from, valid_to, add_days($as_of, 1 - $idle_days), $as_of)
),
sighting AS (
  SELECT id, asset_no, parcel_no, use_state FROM land_use_observation
  WHERE observed_date BETWEEN add_days($as_of, 1 - $idle_days) AND $as_of
),
seen AS (
  SELECT asset.id, bool_or(use_state <> 'IDLE') AS used, list(DISTINCT evidence('land-use-observation', sighting.id)) AS sightings
  FROM asset JOIN sighting ON sighting.asset_no = asset.asset_no OR sighting.parcel_no = asset.parcel_no
  GROUP BY ALL
),
judged AS (
  SELECT asset.*, sightings,
    contracted.asset_no IS NULL AND NOT coalesce(used, false) AND CASE use_status
      WHEN 'IDLE' THEN days_between(use_status_date, $as_of) > $idle_days
      WHEN 'LEASED' THEN sightings IS NOT NULL
      ELSE false
    END AS idle,
    coalesce(abs(book_area_mu * 666.67 - surveyed_area_sqm) > $area_tol * surveyed_area_sqm, false) AS mismeasured
  FROM asset LEFT JOIN contracted USING (asset_no) LEFT JOIN seen USING (id)
)
SELECT
  [subject_key('asset', asset_no), organization_key(village_id)] AS subjects,
  '-' AS period,
  $as_of AS judged_date,
  'BLUE' AS severity,
  0.00 AS amount,
  list_concat([evidence('village-asset', id)], CASE WHEN idle THEN sightings END) AS evidence,
  {'idle': idle, 'mismeasured': mismeasured, 'book_area_mu': book_area_mu, 'surveyed_area_sqm': surveyed_area_sqm} AS facts
FROM judged
WHERE idle OR mismeasured
