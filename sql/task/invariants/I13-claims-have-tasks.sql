-- I13: 每条认领都有任务，且社区一致
SELECT c.id AS claim_id, c.task_id
FROM task_claim c LEFT JOIN task_volunteer_task t ON t.id = c.task_id
WHERE t.id IS NULL OR t.community_id <> c.community_id OR t.status IN ('DRAFT', 'REVIEW')
