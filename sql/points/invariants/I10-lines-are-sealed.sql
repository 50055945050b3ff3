-- I10: 写下 5 秒以上的积分流水都已封存
SELECT l.id AS points_line_id, t.happened_at
FROM points_line l
JOIN points_transaction t ON t.id = l.transaction_id
LEFT JOIN audit_seal s ON s.trail = 'points' AND s.entry_id = l.id
WHERE s.entry_id IS NULL AND t.happened_at < UTC_TIMESTAMP(3) - INTERVAL 5 SECOND
LIMIT 100
