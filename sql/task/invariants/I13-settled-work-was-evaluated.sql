-- I13: 已结算的服务都经过评价，评价人不是本人
SELECT c.id AS claim_id, c.settled_by
FROM task_claim c
WHERE c.status IN ('SETTLED', 'REVOKED')
  AND (c.settled_by = CONCAT('resident:', c.resident_id)
    OR c.verdict NOT IN ('PASS', 'PART', 'UNANSWERED'))
