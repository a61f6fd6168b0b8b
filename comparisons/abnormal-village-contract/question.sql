-- Which village contracts are far below price, over-long, unfiled, or with kin of cadres?
WITH contract AS (
  SELECT contract.*, community_code[1:9] AS township, year_of(signed_date) AS signed_year
  FROM village_contract contract
  WHERE signed_date BETWEEN $signed_from AND $as_of
),
-- The sum of the middle two prices of the peers (or twice the middle one) is twice their median, exactly.
peer AS (
  SELECT contract.id, list_sort(list(other.unit_price_year)) AS prices
  FROM contract
  JOIN contract other USING (contract_kind, township, signed_year)
  WHERE other.id <> contract.id AND other.unit_price_year IS NOT NULL
  GROUP BY ALL
  HAVING count(*) >= $min_peers
),
cheap AS (
  SELECT contract.id
  FROM contract JOIN peer USING (id) LEFT JOIN village_asset asset ON asset.asset_no = contract.asset_no
  WHERE 2 * unit_price_year < $price_ratio * (prices[(len(prices) + 1) // 2] + prices[len(prices) // 2 + 1])
    AND coalesce(soil_grade < $poor_soil_grade, true)
),
over_long AS (
  SELECT id FROM contract
  WHERE add_days(valid_to, 1) > add_years(valid_from, CASE contract_kind
    WHEN 'LAND' THEN $land_years WHEN 'WATER' THEN $water_years WHEN 'RESERVE_LAND' THEN $reserve_land_years
    WHEN 'BUILDING' THEN $building_years WHEN 'EQUIPMENT' THEN $equipment_years END)
),
unfiled AS (
  SELECT id FROM contract
  ANTI JOIN (
    SELECT disclosure_no, contract_no FROM village_disclosure WHERE disclosure_kind = 'CONTRACT'
  ) notice ON notice.disclosure_no = contract.disclosure_no AND notice.contract_no = contract.contract_no
    AND contract.meeting_no IS NOT NULL
  WHERE add_days(signed_date, $file_grace_days) < $as_of
),
party AS (
  SELECT id, party_person_id AS person_id, community_code, signed_date, NULL AS proof
  FROM contract WHERE party_person_id IS NOT NULL
  UNION ALL
  SELECT contract.id, holder.party_person_id, community_code, signed_date, evidence('enterprise-holder', holder.id)
  FROM contract
  JOIN enterprise_holder holder
    ON holder.organization_id = contract.party_organization_id
    AND in_force(signed_date, holder.valid_from, holder.valid_to)
  WHERE holder.party_person_id IS NOT NULL AND role IN ('SHAREHOLDER', 'LEGAL_REP', 'CONTROLLER')
),
cadre AS (
  SELECT party.id, party.person_id, signed_date, post.person_id AS cadre_id,
    [party.proof, evidence('public-post', post.id)] AS proofs
  FROM party
  JOIN public_post post
    ON post.community_code = party.community_code AND in_force(signed_date, valid_from, valid_to)
  WHERE staff_kind IN ('VILLAGE_CADRE', 'COMMUNITY_CADRE')
),
kin AS (
  SELECT id, proofs FROM cadre WHERE person_id = cadre_id
  UNION ALL
  SELECT id, list_append(proofs, source)
  FROM cadre
  JOIN near_kin
    ON near_kin.person_id = cadre_id AND near_kin.kin_id = cadre.person_id
    AND in_force(signed_date, near_kin.valid_from, near_kin.valid_to)
),
related AS (
  SELECT id, list_filter(list_distinct(flatten(list(proofs))), lambda proof: proof IS NOT NULL) AS proofs
  FROM kin GROUP BY ALL
),
finding AS (
  SELECT contract.*, proofs, id IN (FROM cheap) AS is_cheap, id IN (FROM over_long) AS is_over_long,
    id IN (FROM unfiled) AS is_unfiled
  FROM contract LEFT JOIN related USING (id)
)
SELECT
  [subject_key('contract', contract_no), organization_key(village_id)] AS subjects,
  '-' AS period,
  signed_date AS judged_date,
  CASE
    WHEN NOT (is_cheap OR is_over_long OR is_unfiled) THEN 'BLUE'
    WHEN proofs IS NOT NULL THEN 'RED'
    ELSE 'YELLOW'
  END AS severity,
  total_amount AS amount,
  list_concat([evidence('village-contract', id)], proofs) AS evidence,
  {'cheap': is_cheap, 'over_long': is_over_long, 'unfiled': is_unfiled, 'kin_of_cadre': proofs IS NOT NULL} AS facts
FROM finding
WHERE is_cheap OR is_over_long OR is_unfiled OR proofs IS NOT NULL
