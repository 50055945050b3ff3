-- 每个事项至多一个现行版本和一个草稿
SELECT item_id, slot, COUNT(*) AS versions FROM guide_version WHERE slot IS NOT NULL GROUP BY item_id, slot HAVING COUNT(*) > 1
LIMIT 100
