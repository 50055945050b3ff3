-- I13: 未到岗的申诉由发布人以外的人裁定
SELECT c.id AS claim_id, c.contest_decided_by
FROM task_claim c JOIN task_volunteer_task t ON t.id = c.task_id
WHERE c.contest_decided_by IN (t.created_by, t.submitted_by)
