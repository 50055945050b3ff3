-- I5: 核实满一分钟的服务都计过分，恰好一次
SELECT c.id AS claim_id, c.resident_id
FROM task_claim c
LEFT JOIN points_score s ON s.source_kind = 'claim' AND s.source_id = c.id
WHERE c.status IN ('VERIFIED', 'SETTLED') AND c.points > 0 AND c.settled_at < UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE
  AND (s.id IS NULL OR s.resident_id <> c.resident_id)
