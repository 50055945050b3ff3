-- Why a resident did not pass the work was told in their own words, which have to go with them: the claim keeps them as
-- long as they may be kept.
UPDATE notice_notice n
JOIN task_claim c ON n.source = CONCAT('task-drop:', c.id, ':REJECTED') AND n.resident_id = c.resident_id
JOIN task_volunteer_task t ON t.id = c.task_id
SET n.text = CONCAT('您在“', t.title, '”的服务未通过：由被服务的居民评价。有疑问请联系社区。')
WHERE c.settled_by LIKE 'resident:%';
