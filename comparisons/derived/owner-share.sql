-- D4: the share of each owner of a real-estate right, 6 decimals, rounded half up.
SELECT o.parent_id AS property_id, o.owner_person_id AS person_id, o.owner_organization_id AS organization_id,
       CASE
         WHEN o.share_ratio IS NOT NULL THEN o.share_ratio
         WHEN p.co_ownership = 'SOLE' THEN CAST(1 AS DECIMAL(18,6))
         ELSE CAST((2000000 + owners) // (2 * owners) AS DECIMAL(18,0)) * 0.000001
       END AS share
FROM (SELECT *, count(*) OVER (PARTITION BY parent_id) AS owners FROM property_unit_owners) o
JOIN property_unit p ON p.id = o.parent_id
