-- What residents wrote of their wishes goes with them. Of those who left before, it goes now.
UPDATE task_volunteer_task t JOIN identity_resident r ON r.id = t.served_resident_id AND r.status = 'FORGOTTEN'
SET t.title = '微心愿', t.description = '提出的居民已注销，内容已删除。', t.place = '（已删除）', t.cell_id = NULL,
  t.longitude = NULL, t.latitude = NULL, t.changed = '';

UPDATE task_change c JOIN task_volunteer_task t ON t.id = c.task_id
JOIN identity_resident r ON r.id = t.served_resident_id AND r.status = 'FORGOTTEN'
SET c.summary = '（已随注销删除）';

UPDATE task_proposed_change c JOIN task_volunteer_task t ON t.id = c.task_id
JOIN identity_resident r ON r.id = t.served_resident_id AND r.status = 'FORGOTTEN'
SET c.summary = '（已随注销删除）', c.content = '{}';

UPDATE task_claim c JOIN task_volunteer_task t ON t.id = c.task_id
JOIN identity_resident r ON r.id = t.served_resident_id AND r.status = 'FORGOTTEN'
SET c.evaluation = NULL
WHERE c.settled_by = CONCAT('resident:', r.id);

-- The same words stood a second time among the moves, which nobody may change. From now on they stand with the claim only.
UPDATE task_claim_move SET reason = '由被服务的居民评价' WHERE to_status = 'REJECTED' AND moved_by LIKE 'resident:%';

-- The one thing of a change that may be taken away: what a wish said before and after it.
GRANT UPDATE (summary) ON task_change TO ${service};
