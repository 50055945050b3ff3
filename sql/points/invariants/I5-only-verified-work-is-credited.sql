-- I5: 任务入账都有已核实的服务，服务撤销的都已冲正
SELECT t.id AS transaction_id, t.source_id AS claim_id
FROM points_transaction t LEFT JOIN task_claim c ON c.id = t.source_id
WHERE t.source_kind = 'claim' AND (c.id IS NULL OR c.status NOT IN ('VERIFIED', 'SETTLED'))
  AND NOT EXISTS (SELECT 1 FROM points_transaction r WHERE r.source_kind = 'reversal' AND r.reverses_id = t.id)
