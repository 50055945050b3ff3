-- I13: 任务和认领的状态都有变化记录
SELECT 'claim' AS subject, c.id, c.status
FROM task_claim c
WHERE NOT EXISTS (SELECT 1 FROM task_claim_move m WHERE m.claim_id = c.id AND m.to_status = c.status)
UNION ALL
SELECT 'task' AS subject, t.id, t.status
FROM task_volunteer_task t
WHERE NOT EXISTS (SELECT 1 FROM task_move m WHERE m.task_id = t.id AND m.to_status = t.status)
