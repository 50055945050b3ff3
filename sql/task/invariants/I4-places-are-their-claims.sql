-- I4: 任务的认领数等于占着名额的认领，候补数等于候补的认领
SELECT t.id AS task_id, t.claimed, COALESCE(c.taken, 0) AS taken, t.waiting, COALESCE(c.queued, 0) AS queued
FROM task_volunteer_task t
LEFT JOIN (SELECT task_id,
    SUM(status NOT IN ('WITHDRAWN', 'LATE_WITHDRAWN', 'CANCELLED', 'LAPSED', 'WAITLISTED')) AS taken,
    SUM(status = 'WAITLISTED') AS queued
  FROM task_claim GROUP BY task_id) c ON c.task_id = t.id
WHERE t.claimed <> COALESCE(c.taken, 0) OR t.waiting <> COALESCE(c.queued, 0)
