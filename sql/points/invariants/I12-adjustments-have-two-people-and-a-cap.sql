-- I12: 手工调整都经两个人，同一社区同一月的合计不超过上限；每笔调整流水都有审批
SELECT j.community_id, j.decided_month, MIN(j.id) AS adjustment_id, SUM(ABS(j.amount)) AS total
FROM points_adjustment j WHERE j.status = 'APPROVED'
GROUP BY j.community_id, j.decided_month
HAVING SUM(ABS(j.amount)) > MAX(j.month_cap) OR SUM(j.decided_by = j.proposed_by) > 0
UNION ALL
SELECT t.community_id, NULL, t.source_id, NULL
FROM points_transaction t LEFT JOIN points_adjustment j ON j.id = t.source_id AND j.status = 'APPROVED'
WHERE t.source_kind = 'adjustment' AND j.id IS NULL
