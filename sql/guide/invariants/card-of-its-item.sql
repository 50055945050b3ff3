-- 办事卡依据的版本属于它的事项，而且发布过
SELECT c.id FROM guide_card c JOIN guide_version v ON v.id = c.version_id
WHERE v.item_id <> c.item_id OR v.published_at IS NULL
LIMIT 100
