-- I13: 核实或退回的服务都在认领之后签到过
SELECT id AS claim_id, status
FROM task_claim
WHERE status IN ('CHECKED_IN', 'VERIFIED', 'REJECTED')
  AND (checked_in_at IS NULL OR evidence IS NULL OR checked_in_at < claimed_at
    OR (settled_at IS NOT NULL AND settled_at < checked_in_at))
