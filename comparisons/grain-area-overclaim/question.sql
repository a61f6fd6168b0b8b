-- More grain area claimed than the parcel has, or one parcel claimed by several people without right.
WITH claim AS (
  SELECT id, parcel_no, year, season, person_id, claimed_area_mu, amount, lease_no,
    min(claimed_date) OVER (PARTITION BY parcel_no, year, season) AS judged_date
  FROM counted_grain_claim
  WHERE claimed_date <= $as_of
),
judged AS (
  SELECT DISTINCT parcel_no, year, season, judged_date FROM claim
),
held AS (
  SELECT parcel_no, year, season, id, holder_person_id, right_kind, lease_no,
    greatest(contract_area_mu * 666.67, measured_area_sqm) AS area_sqm
  FROM judged JOIN parcel_right USING (parcel_no)
  WHERE in_force(judged_date, valid_from, valid_to)
),
parcel AS (
  SELECT parcel_no, year, season, max(area_sqm) AS area_sqm, list(evidence('parcel-right', id)) AS rights
  FROM held GROUP BY ALL
),
entitled AS (
  SELECT DISTINCT claim.id, true AS entitled
  FROM claim JOIN held USING (parcel_no, year, season)
  WHERE held.holder_person_id = claim.person_id
    OR held.right_kind IN ('LEASE', 'SWAP') AND held.lease_no = claim.lease_no
),
season AS (
  SELECT parcel_no, year, season, judged_date,
    sum(claimed_area_mu) * 666.67 AS claimed_sqm, sum(amount) AS amount, count(DISTINCT person_id) AS claimants,
    count(*) FILTER (entitled IS NULL) AS not_entitled,
    coalesce(sum(amount) FILTER (entitled IS NULL), 0) AS amount_not_entitled,
    list(evidence('grain-claim', id)) AS claims
  FROM claim LEFT JOIN entitled USING (id)
  GROUP BY ALL
),
finding AS (
  SELECT season.*, area_sqm, rights,
    coalesce(claimed_sqm > $ratio * area_sqm, false) AS over_claimed,
    claimants > 1 AND not_entitled > 0 AS claimed_twice
  FROM season LEFT JOIN parcel USING (parcel_no, year, season)
)
SELECT
  [subject_key('parcel', parcel_no)] AS subjects,
  year || '-' || season AS period,
  judged_date,
  'YELLOW' AS severity,
  greatest(
    CASE WHEN over_claimed THEN share(amount, claimed_sqm - area_sqm, claimed_sqm) ELSE 0 END,
    CASE WHEN claimed_twice THEN amount_not_entitled ELSE 0 END
  ) AS amount,
  list_concat(claims, rights) AS evidence,
  {'claimed_sqm': claimed_sqm, 'parcel_sqm': area_sqm, 'claimants': claimants, 'claims_not_entitled': not_entitled} AS facts
FROM finding
WHERE over_claimed OR claimed_twice
