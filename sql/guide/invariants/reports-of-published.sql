-- 待核对的报错必属于有过发布版本的指南，处理过的报错有处理人
SELECT r.id FROM guide_report r LEFT JOIN guide_version v ON v.id = r.version_id
WHERE v.item_id IS NULL OR v.item_id <> r.item_id OR v.status IN ('DRAFT', 'REVIEW', 'SCHEDULED') OR (r.status <> 'OPEN' AND r.handled_by IS NULL)
LIMIT 100
