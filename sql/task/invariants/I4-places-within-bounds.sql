-- I4: 任务的认领数不为负也不超过名额
SELECT id AS task_id, claimed, places FROM task_volunteer_task WHERE claimed < 0 OR claimed > places
