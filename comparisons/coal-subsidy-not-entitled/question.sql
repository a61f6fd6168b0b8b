-- Coal subsidy for a household with clean heating, an empty home or a dead claimant, each on the day of the claim.
WITH claim AS (
  SELECT id, household_no, heating_season, person_id, amount, claimed_date
  FROM counted_coal_claim
  WHERE claimed_date <= $as_of
),
heating AS (
  SELECT claim.id, list(evidence('heating-household', heating.id)) AS proofs
  FROM claim
  JOIN heating_household heating USING (household_no)
  WHERE in_force(claimed_date, valid_from, valid_to)
    AND (heating_mode IN ('COAL_TO_GAS', 'COAL_TO_ELECTRICITY', 'CENTRAL')
      OR vacant AND in_force(claimed_date, vacant_from, vacant_to))
  GROUP BY ALL
),
deserted AS (
  SELECT claim.id, list(evidence('household-resident', resident.id)) AS proofs
  FROM claim
  JOIN household_resident resident USING (household_no)
  GROUP BY claim.id
  HAVING count(*) FILTER (registration_status = 'NORMAL' OR status_date > claimed_date) = 0
),
dead AS (
  SELECT id, sources AS proofs FROM claim JOIN certain_death USING (person_id) WHERE day < claimed_date
),
finding AS (
  SELECT claim.*, list_concat(heating.proofs, deserted.proofs, dead.proofs) AS proofs,
    heating.id IS NOT NULL AS clean_or_vacant, deserted.id IS NOT NULL AS no_resident, dead.id IS NOT NULL AS dead
  FROM claim
  LEFT JOIN heating USING (id)
  LEFT JOIN deserted USING (id)
  LEFT JOIN dead USING (id)
  WHERE heating.id IS NOT NULL OR deserted.id IS NOT NULL OR dead.id IS NOT NULL
)
SELECT
  [subject_key('household', household_no)] AS subjects,
  heating_season AS period,
  min(claimed_date) AS judged_date,
  'YELLOW' AS severity,
  sum(amount) AS amount,
  list_distinct(list_concat(list(evidence('coal-claim', id)), flatten(list(proofs)))) AS evidence,
  {'claims': count(*), 'clean_or_vacant': bool_or(clean_or_vacant), 'no_resident': bool_or(no_resident),
    'claimant_dead': bool_or(dead)} AS facts
FROM finding
GROUP BY household_no, heating_season
