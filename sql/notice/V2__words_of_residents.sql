-- Why a resident did not pass the work was told in their own words, which have to go with them. The claim keeps the reasons
-- for as long as they may be kept; the old notices, which do not say whose words they hold, point there.
UPDATE notice_notice
SET text = CONCAT(SUBSTRING_INDEX(text, '”的服务未通过：', 1), '”的服务未通过，原因见这次认领。有疑问请联系社区。')
WHERE source LIKE 'task-drop:%:REJECTED' AND text LIKE '%”的服务未通过：%';
