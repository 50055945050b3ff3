-- I13: 同一任务同一党员只有一条有效认领
SELECT task_id, resident_id, COUNT(*) AS claim_count
FROM task_claim WHERE status NOT IN ('WITHDRAWN', 'LATE_WITHDRAWN', 'CANCELLED', 'LAPSED')
GROUP BY task_id, resident_id HAVING COUNT(*) > 1
