-- What a task is called may be a resident's own words, which go with them. Signals name claims by number only; their page
-- shows the tasks as they are called now.
UPDATE task_signal SET facts = CONCAT('同一人在两项任务的在场时间重叠，认领编号：', REPLACE(subject, ':', '、'))
WHERE kind = 'OVERLAP';

UPDATE task_signal
SET facts = CONCAT('微心愿的服务人和被服务的居民用过同一部手机签到，认领编号：', SUBSTRING_INDEX(subject, ':', -1))
WHERE kind = 'SAME_PERSON' AND subject LIKE 'served:%';
