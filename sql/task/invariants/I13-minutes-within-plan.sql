-- I13: 核实的时长不超过任务的计划时长
SELECT c.id AS claim_id, c.minutes, TIMESTAMPDIFF(MINUTE, t.starts_at, t.ends_at) AS planned
FROM task_claim c JOIN task_volunteer_task t ON t.id = c.task_id
WHERE c.minutes > TIMESTAMPDIFF(MINUTE, t.starts_at, t.ends_at)
