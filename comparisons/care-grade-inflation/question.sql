-- Care grade claimed above the highest grade that any assessment in force on the first claimed day gives.
WITH level(grade, level) AS (
  VALUES ('INTACT', 0), ('NONE', 0), ('MILD', 1), ('MODERATE', 2), ('SEVERE', 3), ('SEVERE_1', 3), ('SEVERE_2', 3),
    ('SEVERE_3', 4), ('COMPLETE', 4)
),
assessed AS (
  SELECT 'ability-assessment' AS category, id, person_id, CAST(grade AS VARCHAR) AS grade,
    -- Dated back too far it holds from the day of the assessment only.
    CASE WHEN days_between(valid_from, assessed_date) > $backdate_max_days THEN assessed_date ELSE valid_from END
      AS holds_from,
    valid_to
  FROM ability_assessment
  UNION ALL
  SELECT 'ltc-assessment', id, person_id, CAST(ltc_grade AS VARCHAR), concluded_date, valid_to FROM ltc_assessment
),
assessment AS (
  SELECT assessed.*, level FROM assessed JOIN level USING (grade)
),
claim AS (
  SELECT claim.id, person_id, home_id, claim_month, claim_from, amount, level AS claimed_level
  FROM counted_bed_subsidy_claim claim JOIN level ON level.grade = CAST(claimed_grade AS VARCHAR)
  WHERE claim_from <= $as_of
),
judged AS (
  SELECT claim.id, claim.person_id, claim.home_id, claim_month, amount, claimed_level,
    max(assessment.level) AS assessed_level,
    list(evidence(category, assessment.id)) FILTER (assessment.id IS NOT NULL) AS assessments
  FROM claim
  LEFT JOIN assessment
    ON assessment.person_id = claim.person_id AND in_force(claim_from, holds_from, valid_to)
  GROUP BY ALL
)
SELECT
  [person_key(person_id), organization_key(home_id)] AS subjects,
  month_text(claim_month) AS period,
  claim_month AS judged_date,
  CASE WHEN count(assessed_level) = 0 THEN 'BLUE' ELSE 'YELLOW' END AS severity,
  sum(amount) AS amount,
  list_concat(
    list(evidence('bed-subsidy-claim', id)),
    list_distinct(flatten(list(assessments) FILTER (assessments IS NOT NULL)))
  ) AS evidence,
  {'claimed_level': max(claimed_level), 'assessed_level': max(assessed_level)} AS facts
FROM judged
WHERE claimed_level > coalesce(assessed_level, 0)
GROUP BY person_id, home_id, claim_month
