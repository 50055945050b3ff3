-- I4: 任务的认领数等于占着名额的认领
SELECT t.id AS task_id, t.claimed, COALESCE(c.live_count, 0) AS live_count
FROM task_volunteer_task t
LEFT JOIN (SELECT task_id, COUNT(*) AS live_count FROM task_claim
  WHERE status NOT IN ('WITHDRAWN', 'CANCELLED') GROUP BY task_id) c ON c.task_id = t.id
WHERE t.claimed <> COALESCE(c.live_count, 0)
