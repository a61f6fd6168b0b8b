-- Assistance approved or handled by the applicant's kin, and kin of local cadres on assistance.
WITH assistance AS (
  SELECT id, family_no, person_id, applicant_id, approver_id, handler_id, approved_date, community_code, monthly_amount
  FROM social_assistance
  WHERE approved_date <= $as_of
),
beneficiary AS (
  SELECT id, person_id FROM assistance UNION SELECT id, applicant_id FROM assistance
),
official AS (
  SELECT id, approver_id AS official_id, true AS approved, NULL AS proof FROM assistance
  UNION ALL
  SELECT id, handler_id, false, NULL FROM assistance
  UNION ALL
  SELECT assistance.id, post.person_id, false, evidence('public-post', post.id)
  FROM assistance
  JOIN public_post post
    ON post.community_code = assistance.community_code AND in_force(approved_date, valid_from, valid_to)
  WHERE staff_kind IN ('VILLAGE_CADRE', 'COMMUNITY_CADRE')
),
finding AS (
  SELECT assistance.*, official_id, approved, [proof] AS proofs
  FROM assistance JOIN official USING (id) JOIN beneficiary USING (id)
  WHERE official_id = beneficiary.person_id
  UNION ALL
  SELECT assistance.*, official_id, approved, [proof, near_kin.source]
  FROM assistance JOIN official USING (id) JOIN beneficiary USING (id)
  JOIN near_kin
    ON near_kin.person_id = official_id AND near_kin.kin_id = beneficiary.person_id
    AND in_force(approved_date, near_kin.valid_from, near_kin.valid_to)
)
SELECT
  [subject_key('family', family_no), person_key(official_id)] AS subjects,
  day_text(approved_date) AS period,
  approved_date AS judged_date,
  CASE WHEN bool_or(approved) THEN 'RED' ELSE 'YELLOW' END AS severity,
  max(monthly_amount) AS amount,
  list_concat(
    list(DISTINCT evidence('social-assistance', id)),
    list_filter(list_distinct(flatten(list(proofs))), lambda proof: proof IS NOT NULL)
  ) AS evidence,
  {'rows': count(DISTINCT id), 'approver': bool_or(approved)} AS facts
FROM finding
GROUP BY family_no, official_id, approved_date
