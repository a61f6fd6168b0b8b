-- Which officers checked a firm they or their kin have a stake in, and which checks had too few qualified officers?
WITH inspection AS (
  SELECT id, check_no, organization_id, joint_task_no, form, day_of(start_at) AS day
  FROM counted_administrative_check
  WHERE visit_nature = 'INSPECTION' AND day_of(start_at) <= $as_of
),
certificate_holder AS (
  SELECT cert_no, any_value(person_id) AS person_id FROM enforcement_certificate GROUP BY cert_no
),
attended AS (
  SELECT inspection.id, inspection.organization_id, day, cert_no,
    coalesce(officer.officer_id, holder.person_id) AS officer_id
  FROM inspection
  JOIN administrative_check_officers officer ON officer.parent_id = inspection.id
  LEFT JOIN certificate_holder holder USING (cert_no)
),
officer AS (
  SELECT DISTINCT officer_id FROM attended WHERE officer_id IS NOT NULL
),
-- The officer, or near kin, with the days on which the relation holds.
related AS (
  SELECT officer_id, officer_id AS person_id, NULL AS related_from, NULL AS related_to, NULL AS proof FROM officer
  UNION ALL
  SELECT officer_id, kin_id, valid_from, valid_to, source FROM officer JOIN near_kin ON near_kin.person_id = officer_id
),
stake AS (
  SELECT officer_id, organization_id, related_from, related_to, valid_from, valid_to,
    role = 'SHAREHOLDER' AS is_share, share_ratio, [proof, evidence('enterprise-holder', holder.id)] AS proofs
  FROM related JOIN enterprise_holder holder ON holder.party_person_id = related.person_id
  WHERE role <> 'FINANCE_CONTACT'
  UNION ALL
  SELECT declarant_id, interest_id, NULL, NULL, valid_from, valid_to,
    interest_kind = 'SHAREHOLDING', share_ratio, [evidence('kin-declaration', id)]
  FROM kin_declaration
  WHERE declarant_id IN (SELECT officer_id FROM officer) AND interest_id IS NOT NULL
    AND interest_kind IN ('SHAREHOLDING', 'POST', 'EMPLOYMENT')
    AND relation IN ('SELF', 'SPOUSE', 'PARENT', 'SON', 'DAUGHTER', 'SIBLING')
),
counting_stake AS (
  SELECT stake.*
  FROM stake LEFT JOIN enterprise_registration firm USING (organization_id)
  WHERE NOT (coalesce(firm.listed, false) AND is_share AND coalesce(share_ratio, 0) < $listed_min_share)
),
conflict AS (
  SELECT officer_id, organization_id, day, list(DISTINCT evidence('administrative-check', attended.id)) AS checks,
    list_filter(list_distinct(flatten(list(proofs))), lambda proof: proof IS NOT NULL) AS proofs
  FROM attended JOIN counting_stake USING (officer_id, organization_id)
  WHERE in_force(day, related_from, related_to) AND in_force(day, valid_from, valid_to)
  GROUP BY ALL
),
qualified AS (
  SELECT attended.id, attended.cert_no
  FROM attended
  JOIN enforcement_in_force valid ON valid.cert_no = attended.cert_no AND in_force(day, valid_from, valid_to)
),
-- A check together with all other checks of its joint task at the firm on the day.
party AS (
  SELECT id, id AS member_id FROM inspection
  UNION
  SELECT this.id, other.id
  FROM inspection this JOIN inspection other USING (joint_task_no, organization_id, day)
),
staffing AS (
  SELECT party.id, count(DISTINCT cert_no) AS qualified
  FROM party LEFT JOIN qualified ON qualified.id = member_id
  GROUP BY ALL
)
SELECT
  [person_key(officer_id), organization_key(organization_id)] AS subjects,
  day_text(day) AS period,
  day AS judged_date,
  'RED' AS severity,
  0.00 AS amount,
  list_concat(checks, proofs) AS evidence,
  {'stakes': len(proofs), 'qualified_officers': NULL} AS facts
FROM conflict
UNION ALL
SELECT
  [subject_key('check', check_no), organization_key(organization_id)],
  day_text(day), day, 'RED', 0.00, [evidence('administrative-check', id)],
  {'stakes': NULL, 'qualified_officers': qualified}
FROM inspection JOIN staffing USING (id)
WHERE form = 'ON_SITE' AND qualified < $min_officers
