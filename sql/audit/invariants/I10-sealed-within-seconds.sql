-- I10: 写下 5 秒以上的操作日志都已封存
SELECT e.id AS audit_entry_id, e.happened_at
FROM audit_entry e LEFT JOIN audit_seal s ON s.trail = 'audit' AND s.entry_id = e.id
WHERE s.entry_id IS NULL AND e.happened_at < UTC_TIMESTAMP(3) - INTERVAL 5 SECOND
LIMIT 100
