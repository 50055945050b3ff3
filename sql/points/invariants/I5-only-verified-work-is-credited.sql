-- I5: 任务入账都有已核实的服务
SELECT t.id AS transaction_id, t.source_id AS claim_id
FROM points_transaction t LEFT JOIN task_claim c ON c.id = t.source_id
WHERE t.source_kind = 'claim' AND (c.id IS NULL OR c.status <> 'VERIFIED')
