-- Which enterprises were visited more often than allowed in a day, a week, a month, or by one agency in a year?
WITH inspection AS (
  SELECT id, organization_id, agency_code, coalesce('joint ' || joint_task_no, 'check ' || check_no) AS visit, start_at
  FROM counted_administrative_check
  WHERE visit_nature = 'INSPECTION' AND form = 'ON_SITE' AND NOT one_of(basis, $exempt_bases)
    AND day_of(start_at) <= $as_of
),
visit AS (
  SELECT organization_id, visit, min(start_at) AS began_at, list(evidence('administrative-check', id)) AS checks
  FROM inspection GROUP BY ALL
),
agency_visit AS (
  SELECT organization_id, agency_code, visit, min(start_at) AS began_at, list(evidence('administrative-check', id)) AS checks
  FROM inspection GROUP BY ALL
),
-- The windows are open at their start: exactly 24 hours later is no breach.
rolling AS (
  SELECT this.organization_id, this.visit, this.began_at,
    count(*) FILTER (other.began_at > add_hours(this.began_at, -24)) AS in_day,
    count(*) FILTER (other.began_at > add_hours(this.began_at, -7 * 24)) AS in_week,
    count(*) AS in_month,
    flatten(list(other.checks)) AS checks
  FROM visit this
  JOIN visit other
    ON other.organization_id = this.organization_id
    AND other.began_at <= this.began_at AND other.began_at > add_hours(this.began_at, -30 * 24)
  GROUP BY ALL
),
yearly AS (
  SELECT this.organization_id, this.agency_code, this.visit, this.began_at, count(*) AS in_year,
    flatten(list(other.checks)) AS checks
  FROM agency_visit this
  JOIN agency_visit other
    ON other.organization_id = this.organization_id AND other.agency_code = this.agency_code
    AND other.began_at <= this.began_at AND other.began_at > add_hours(this.began_at, -365 * 24)
  GROUP BY ALL
),
breach AS (
  SELECT organization_id, month_start(day_of(began_at)) AS month, in_day, in_week, in_month, NULL AS in_year, checks
  FROM rolling
  WHERE in_day > $per_day OR in_week > $per_week OR in_month > $per_month
  UNION ALL
  SELECT organization_id, month_start(day_of(began_at)), NULL, NULL, NULL, in_year, checks
  FROM yearly
  WHERE in_year > $annual_cap_per_agency
)
SELECT
  [organization_key(organization_id)] AS subjects,
  month_text(month) AS period,
  month AS judged_date,
  'YELLOW' AS severity,
  0.00 AS amount,
  list_distinct(flatten(list(checks))) AS evidence,
  {'most_in_24_hours': max(in_day), 'most_in_7_days': max(in_week), 'most_in_30_days': max(in_month),
    'most_of_one_agency_in_365_days': max(in_year)} AS facts
FROM breach
GROUP BY organization_id, month
