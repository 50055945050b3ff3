-- I13: 审核发布的任务由另一人审核
SELECT id AS task_id, created_by, submitted_by, reviewed_by FROM task_volunteer_task
WHERE reviewed_by IN (created_by, submitted_by)
