-- Which village labour was paid to the dead, to people on other payrolls or in hospital, or through private accounts?
WITH line AS (
  SELECT id, sheet_no, village_id, person_id, work_date, month_start(work_date) AS month, amount,
    is_weekday(work_date) AND work_days = 1 AS full_weekday,
    pay_from_kind, pay_account_owner_id, approver_id
  FROM village_labour
  WHERE work_date <= $as_of
),
worker AS (
  SELECT DISTINCT person_id FROM line
),
dead AS (
  SELECT id, 'RED' AS severity, sources AS proofs FROM line JOIN certain_death USING (person_id) WHERE day < work_date
),
on_payroll AS (
  SELECT line.id, 'YELLOW' AS severity, [evidence('public-post', post.id)] AS proofs
  FROM line
  JOIN public_post post
    ON post.person_id = line.person_id AND in_force(work_date, valid_from, valid_to)
  WHERE full_weekday AND staff_kind IN ('CIVIL_SERVANT', 'INSTITUTION_STAFF') AND fiscal_pay
),
busy_month AS (
  SELECT person_id, village_id, month
  FROM line WHERE full_weekday
  GROUP BY ALL
  HAVING count(DISTINCT work_date) >= $payroll_days
),
employment AS (
  SELECT busy_month.person_id, village_id, busy_month.month, list(evidence('social-insurance-month', insured.id)) AS proofs
  FROM busy_month
  JOIN counted_social_insurance_month insured
    ON insured.person_id = busy_month.person_id AND insured.month = busy_month.month
  WHERE record_kind = 'CONTRIBUTION' AND scheme IN ('EMPLOYEE_PENSION', 'PUBLIC_PENSION') AND employer_id <> village_id
  GROUP BY ALL
),
employed AS (
  SELECT id, 'YELLOW' AS severity, proofs
  FROM line JOIN employment USING (person_id, village_id, month)
  WHERE full_weekday
),
in_hospital AS (
  SELECT line.id, 'YELLOW' AS severity, [evidence('inpatient-stay', stay.id)] AS proofs
  FROM line
  JOIN counted_inpatient_stay stay
    ON stay.person_id = line.person_id AND full_hospital_day(work_date, admitted_at, discharged_at, $as_of)
),
finding AS (
  SELECT id, highest_severity(severity) AS severity, flatten(list(proofs)) AS proofs
  FROM (FROM dead UNION ALL FROM on_payroll UNION ALL FROM employed UNION ALL FROM in_hospital)
  GROUP BY ALL
)
SELECT
  [person_key(person_id), organization_key(village_id)] AS subjects,
  month_text(month) AS period,
  month AS judged_date,
  highest_severity(severity) AS severity,
  sum(amount) AS amount,
  list_distinct(list_concat(list(evidence('village-labour', id)), flatten(list(proofs)))) AS evidence,
  {'lines': count(*)} AS facts
FROM finding JOIN line USING (id)
GROUP BY person_id, village_id, month
UNION ALL
SELECT
  [organization_key(village_id), subject_key('sheet', sheet_no)],
  '-', min(work_date), 'YELLOW', sum(amount), list(evidence('village-labour', id)), {'lines': count(*)}
FROM line
WHERE pay_from_kind = 'PERSONAL_ACCOUNT' OR pay_account_owner_id = approver_id AND pay_account_owner_id <> person_id
GROUP BY village_id, sheet_no
