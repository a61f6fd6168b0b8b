-- Which beds were subsidised on more days than tolerated while their resident was in hospital?

WITH claim AS (
  SELECT *, least(claim_to, $as_of) AS last_day
  FROM counted_bed_subsidy_claim
  WHERE claim_from <= $as_of
),
-- Claims and stays of one person that have a full hospital day in common, one row per such day.
hospital_day AS (
  SELECT claim.person_id, claim.home_id, claim.claim_month, stay.id AS stay_id, stay.institution_code,
         days_between(day_of(stay.admitted_at), day) AS ordinal, day
  FROM claim
  JOIN counted_inpatient_stay stay ON stay.person_id = claim.person_id
    AND overlap(claim.claim_from, claim.last_day,
                first_full_day(stay.admitted_at), last_full_day(stay.discharged_at, $as_of)),
  unnest(each_day(greatest(claim.claim_from, first_full_day(stay.admitted_at)),
                  least(claim.last_day, last_full_day(stay.discharged_at, $as_of)))) AS days(day)
),
judged_day AS (
  SELECT h.person_id, h.home_id, h.claim_month, h.day, list(DISTINCT h.stay_id) AS stays,
         coalesce(bool_or(licence.wing_institution_code = h.institution_code), false) AS in_wing,
         coalesce(bool_or(attendance.id IS NOT NULL AND h.ordinal <= licence.bed_hold_max_days), false) AS held
  FROM hospital_day h
  LEFT JOIN care_home_licence licence
    ON licence.organization_id = h.home_id AND in_force(h.day, licence.valid_from, licence.valid_to)
  LEFT JOIN care_home_attendance attendance
    ON attendance.person_id = h.person_id AND attendance.home_id = h.home_id
   AND attendance.date = h.day AND attendance.status = 'IN_HOSPITAL'
  GROUP BY h.person_id, h.home_id, h.claim_month, h.day
),
month AS (
  SELECT person_id, home_id, claim_month, count(*) AS hospital_days, count(*) FILTER (WHERE held) AS held_days,
         list_distinct(flatten(list(stays))) AS stays
  FROM judged_day
  WHERE NOT in_wing
  GROUP BY person_id, home_id, claim_month
),
claimed AS (
  SELECT person_id, home_id, claim_month, sum(amount) AS amount, sum(claimed_days) AS claimed_days,
         sum(bed_hold_days) AS bed_hold_days, list(id) AS claims
  FROM claim
  GROUP BY person_id, home_id, claim_month
),
finding AS (
  SELECT *, hospital_days - least(held_days, bed_hold_days) AS excess
  FROM month JOIN claimed USING (person_id, home_id, claim_month)
)
SELECT [person_key(person_id), organization_key(home_id)] AS subjects,
       month_text(claim_month) AS period,
       claim_month AS judged_date,
       CASE WHEN excess > $red_days THEN 'RED' ELSE 'YELLOW' END AS severity,
       share(amount, least(excess, claimed_days), claimed_days) AS amount,
       list_concat(evidence_list('bed-subsidy-claim', claims), evidence_list('inpatient-stay', stays)) AS evidence,
       {hospital_days: hospital_days, held_days: held_days, declared_hold_days: bed_hold_days,
        excess_days: excess, claimed_days: claimed_days, claimed_amount: amount} AS facts
FROM finding
WHERE excess > $tol_days
