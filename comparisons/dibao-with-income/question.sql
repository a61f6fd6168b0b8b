-- Families on DIBAO whose income is above the line for several months in a row.
WITH band(income_band, lower_bound) AS (
  VALUES ('BAND_0', 0), ('BAND_1', 1), ('BAND_2', 1000), ('BAND_3', 2000), ('BAND_4', 3000), ('BAND_5', 5000),
    ('BAND_6', 8000), ('BAND_7', 12000), ('BAND_8', 20000)
),
member AS (
  SELECT id, family_no, person_id, family_size, standard_amount, monthly_amount,
    unnest(first_days(valid_from, valid_to, $as_of)) AS day
  FROM social_assistance
  WHERE assistance_kind = 'DIBAO'
),
person AS (
  SELECT DISTINCT person_id FROM member
),
insurance AS (
  SELECT id, person_id, month AS day, record_kind, employer_id, contribution_base, benefit_amount
  FROM counted_social_insurance_month SEMI JOIN person USING (person_id)
),
benefit AS (
  SELECT person_id, day, sum(benefit_amount) AS amount FROM insurance WHERE record_kind = 'BENEFIT' GROUP BY ALL
),
contribution AS (
  SELECT person_id, day, max(contribution_base) AS amount
  FROM insurance
  WHERE record_kind = 'CONTRIBUTION' AND employer_id IS NOT NULL
  GROUP BY ALL
),
withheld AS (
  SELECT id, taxpayer_person_id AS person_id, period AS day, lower_bound
  FROM tax_summary JOIN band ON band.income_band = CAST(tax_summary.income_band AS VARCHAR)
  WHERE taxpayer_person_id IN (SELECT person_id FROM person)
),
taxed AS (
  SELECT person_id, day, sum(lower_bound) AS amount FROM withheld GROUP BY ALL
),
post AS (
  SELECT member_day.person_id, day, max(monthly_pay) AS amount
  FROM (SELECT DISTINCT person_id, day FROM member) member_day
  JOIN public_post post
    ON post.person_id = member_day.person_id AND in_force(day, valid_from, valid_to)
  GROUP BY ALL
),
income AS (
  SELECT family_no, day,
    sum(coalesce(benefit.amount, 0)
      + greatest(coalesce(contribution.amount, 0), coalesce(taxed.amount, 0), coalesce(post.amount, 0))) AS amount
  FROM (SELECT DISTINCT family_no, person_id, day FROM member) member_day
  LEFT JOIN benefit USING (person_id, day)
  LEFT JOIN contribution USING (person_id, day)
  LEFT JOIN taxed USING (person_id, day)
  LEFT JOIN post USING (person_id, day)
  GROUP BY ALL
),
family_day AS (
  SELECT family_no, day, max(standard_amount * family_size) AS line, max(monthly_amount) AS monthly_amount
  FROM member GROUP BY ALL
),
offending AS (
  SELECT family_no, day, amount, line, monthly_amount,
    add_months(day, -row_number() OVER (PARTITION BY family_no ORDER BY day)) AS run
  FROM family_day JOIN income USING (family_no, day)
  WHERE amount > $factor * line
),
run AS (
  SELECT family_no, min(day) AS first_day, max(day) AS last_day, count(*) AS months,
    sum(monthly_amount) AS monthly_amounts, max(amount) AS highest_income, max(line) AS line
  FROM offending
  GROUP BY family_no, run
  HAVING count(*) >= $min_months
),
person_month AS (
  SELECT DISTINCT family_no, first_day, person_id, day
  FROM run JOIN member USING (family_no)
  WHERE day BETWEEN first_day AND last_day
),
proof AS (
  SELECT family_no, first_day, evidence('social-assistance', id) AS row
  FROM run JOIN member USING (family_no)
  WHERE day BETWEEN first_day AND last_day
  UNION
  SELECT family_no, first_day, evidence('social-insurance-month', id)
  FROM person_month JOIN insurance USING (person_id, day)
  WHERE benefit_amount > 0 OR employer_id IS NOT NULL
  UNION
  SELECT family_no, first_day, evidence('tax-summary', id) FROM person_month JOIN withheld USING (person_id, day)
  UNION
  SELECT family_no, first_day, evidence('public-post', post.id)
  FROM person_month
  JOIN public_post post
    ON post.person_id = person_month.person_id AND in_force(day, valid_from, valid_to)
  WHERE monthly_pay IS NOT NULL
)
SELECT
  [subject_key('family', family_no)] AS subjects,
  month_text(first_day) AS period,
  first_day AS judged_date,
  'YELLOW' AS severity,
  monthly_amounts AS amount,
  list(row) AS evidence,
  {'months': months, 'highest_income': highest_income, 'line': line} AS facts
FROM run JOIN proof USING (family_no, first_day)
GROUP BY family_no, first_day, months, monthly_amounts, highest_income, line
