-- D2: near kin in both directions, each with the days on which it holds.
WITH pair AS (
  SELECT declarant_id AS a, related_id AS b, valid_from, valid_to, evidence('kin-declaration', id) AS source
  FROM kin_declaration
  WHERE relation IN ('SPOUSE', 'PARENT', 'SON', 'DAUGHTER', 'SIBLING')
    AND declarant_id IS NOT NULL AND related_id IS NOT NULL
  UNION ALL
  SELECT act.husband_person_id, act.wife_person_id, act.registered_date, add_days(min(ended.registered_date), -1),
         evidence('marriage-registration', act.id)
  FROM counted_marriage_registration act
  LEFT JOIN counted_marriage_registration ended
    ON ended.dissolved_no = act.registration_no AND ended.registration_kind IN ('DIVORCE', 'ANNULMENT')
  WHERE act.registration_kind = 'MARRIAGE' AND act.husband_id_kind = 'CITIZEN' AND act.wife_id_kind = 'CITIZEN'
    AND act.husband_person_id IS NOT NULL AND act.wife_person_id IS NOT NULL
  GROUP BY act.id, act.husband_person_id, act.wife_person_id, act.registered_date
)
SELECT a AS person_id, b AS kin_id, valid_from, valid_to, source FROM pair
UNION ALL
SELECT b, a, valid_from, valid_to, source FROM pair
