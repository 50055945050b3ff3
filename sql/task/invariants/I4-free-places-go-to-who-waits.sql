-- I4: 开始前空出的名额不闲着：有人候补时，要么已递补，要么没有空名额
SELECT t.id AS task_id, t.claimed, t.places, t.waiting
FROM task_volunteer_task t
WHERE t.waiting > 0 AND t.claimed < t.places AND t.status IN ('PUBLISHED', 'SIGNUP_CLOSED')
  AND t.starts_at > UTC_TIMESTAMP(3)
