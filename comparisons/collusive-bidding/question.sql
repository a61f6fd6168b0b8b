-- Which bidders of one lot share accounts, devices, people or control?
WITH bidding AS (
  SELECT * FROM counted_bid WHERE day_of(open_at) <= $as_of
),
device AS (
  SELECT id, 'mac' AS kind, value FROM bidding JOIN bid_upload_macs ON parent_id = id
  UNION ALL
  SELECT id, 'ip', value FROM bidding JOIN bid_upload_ips ON parent_id = id
  UNION ALL
  SELECT id, 'machine', file_machine_code FROM bidding WHERE file_machine_code IS NOT NULL
),
-- A device that many bidders use in several projects of one agency is a PC of the agency.
agency_device AS (
  SELECT agent_id, kind, value
  FROM device JOIN bidding USING (id)
  WHERE agent_id IS NOT NULL
  GROUP BY ALL
  HAVING count(DISTINCT bidder_id) >= $shared_bidders AND count(DISTINCT project_no) >= $shared_projects
),
own_device AS (
  SELECT id, project_no, lot_no, kind, value
  FROM device JOIN bidding USING (id)
  ANTI JOIN agency_device USING (agent_id, kind, value)
),
pair AS (
  SELECT one.project_no, one.lot_no, one.id AS one_id, other.id AS other_id, one.bidder_id AS one_bidder,
    other.bidder_id AS other_bidder, one.open_at, one.budget,
    coalesce(one.deposit_account_hash = other.deposit_account_hash, false) AS same_account,
    coalesce(one.file_author = other.file_author, false) AS same_author,
    coalesce(one.project_manager_id = other.project_manager_id, false) AS same_manager
  FROM bidding one JOIN bidding other USING (project_no, lot_no)
  WHERE one.bidder_id < other.bidder_id
),
common_device AS (
  SELECT one.id AS one_id, other.id AS other_id,
    bool_or(kind IN ('mac', 'machine')) AS same_machine, bool_or(kind = 'ip') AS same_ip
  FROM own_device one JOIN own_device other USING (project_no, lot_no, kind, value)
  WHERE one.id <> other.id
  GROUP BY ALL
),
-- Who a bidder is or is controlled by, on the day of opening.
control AS (
  SELECT id, organization_key(bidder_id) AS party, NULL AS proof FROM bidding
  UNION ALL
  SELECT bidding.id, party_key(party_person_id, party_organization_id), evidence('enterprise-holder', holder.id)
  FROM bidding
  JOIN enterprise_holder holder
    ON holder.organization_id = bidder_id AND in_force(day_of(open_at), valid_from, valid_to)
  WHERE (role IN ('LEGAL_REP', 'CONTROLLER') OR role = 'SHAREHOLDER' AND share_ratio > $control_share)
    AND (party_person_id IS NOT NULL OR party_organization_id IS NOT NULL)
),
controlled AS (
  SELECT one_id, other_id, list(one.proof) || list(other.proof) AS proofs
  FROM pair JOIN control one ON one.id = one_id JOIN control other ON other.id = other_id AND other.party = one.party
  GROUP BY ALL
),
priced AS (
  SELECT project_no, lot_no, list_sort(list(CAST(bid_price * 100 AS HUGEINT))) AS cents
  FROM bidding WHERE bid_price > 0
  GROUP BY ALL
  HAVING count(*) >= 3
),
step AS (
  SELECT project_no, lot_no, cents, len(cents) AS bids, list_sum(cents) AS total,
    list_sum(list_transform(cents, lambda price: price * price)) AS squares,
    list_transform(cents[2:], lambda price, place: price - cents[place]) AS differences,
    -- Quotients of neighbours, rounded to 4 decimals.
    list_transform(cents[2:], lambda price, place: (20000 * price + cents[place]) // (2 * cents[place])) AS quotients
  FROM priced
),
patterned AS (
  SELECT project_no, lot_no
  FROM step
  WHERE len(list_distinct(cents)) = bids
      AND (len(list_distinct(differences)) = 1 OR len(list_distinct(quotients)) = 1)
    -- Variance below the square of cv_limit x mean, both times bids squared, in integers.
    OR (bids * squares - total * total) * 100000000
      < CAST($cv_limit * 10000 AS HUGEINT) * CAST($cv_limit * 10000 AS HUGEINT) * total * total
),
together AS (
  SELECT this.one_id, this.other_id
  FROM pair this JOIN pair earlier USING (one_bidder, other_bidder)
  WHERE earlier.open_at <= this.open_at
    AND (day_of(earlier.open_at) > add_months(day_of(this.open_at), -$co_bid_months)
      OR day_of(earlier.open_at) = add_months(day_of(this.open_at), -$co_bid_months)
        AND CAST(earlier.open_at AS TIME) > CAST(this.open_at AS TIME))
  GROUP BY ALL
  HAVING count(DISTINCT earlier.project_no) >= $co_bid_projects
),
signal AS (
  SELECT pair.*, coalesce(same_machine, false) AS same_machine, coalesce(same_ip, false) AS same_ip,
    proofs IS NOT NULL AS linked, proofs, patterned.lot_no IS NOT NULL AS price_pattern,
    together.one_id IS NOT NULL AS bid_together
  FROM pair
  LEFT JOIN common_device USING (one_id, other_id)
  LEFT JOIN controlled USING (one_id, other_id)
  LEFT JOIN patterned ON patterned.project_no = pair.project_no AND patterned.lot_no = pair.lot_no
  LEFT JOIN together USING (one_id, other_id)
),
scored AS (
  SELECT *, 3 * (CAST(same_account AS INTEGER) + CAST(same_author AS INTEGER) + CAST(same_manager AS INTEGER)
      + CAST(same_machine AS INTEGER) + CAST(linked AS INTEGER))
    + 2 * CAST(price_pattern AS INTEGER) + CAST(same_ip AS INTEGER) + CAST(bid_together AS INTEGER) AS score
  FROM signal
)
SELECT
  [organization_key(one_bidder), organization_key(other_bidder), subject_key('lot', project_no || '/' || lot_no)] AS subjects,
  '-' AS period,
  day_of(open_at) AS judged_date,
  CASE WHEN score >= $red_score THEN 'RED' ELSE 'YELLOW' END AS severity,
  budget AS amount,
  list_concat(
    [evidence('bid', one_id), evidence('bid', other_id)],
    list_filter(list_distinct(proofs), lambda proof: proof IS NOT NULL)
  ) AS evidence,
  {'score': score, 'same_account': same_account, 'same_author': same_author, 'same_manager': same_manager,
    'same_machine': same_machine, 'same_ip': same_ip, 'control_link': linked, 'price_pattern': price_pattern,
    'bid_together': bid_together} AS facts
FROM scored
WHERE score >= $alert_score
