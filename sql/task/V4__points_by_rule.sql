-- A task no longer has a rate of its own: what work is worth is for the rules to say, which two people approve. Tasks that
-- had one and are not settled yet count by the rules of the day they begin on, whoever has claimed them already; the page of
-- the task says so. Work that was settled keeps its points and the sentence that explains them. Templates, proposed changes
-- and stored events may still name a rate; it is read over.
UPDATE task_volunteer_task
SET changed = LEFT(CONCAT(changed, CASE WHEN changed = '' THEN '' ELSE '；' END, '计分改为按赋分细则'), 500)
WHERE points_rule IS NOT NULL AND status IN ('PUBLISHED', 'SIGNUP_CLOSED', 'RUNNING', 'DONE');

-- First the checks: MySQL keeps a column that one names, MariaDB forgets nothing of it.
ALTER TABLE task_volunteer_task DROP CONSTRAINT task_volunteer_task_rate_whole;
ALTER TABLE task_volunteer_task DROP CONSTRAINT task_volunteer_task_points;
ALTER TABLE task_volunteer_task DROP COLUMN points_rule, DROP COLUMN points;
