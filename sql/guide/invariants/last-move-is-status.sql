-- 指南版本的状态等于它最后一次流转的去向，且发布恰有一次
SELECT v.id FROM guide_version v
WHERE v.status <> COALESCE((SELECT m.to_status FROM guide_move m WHERE m.version_id = v.id ORDER BY m.id DESC LIMIT 1), '')
   OR (v.status <> 'DRAFT' AND 1 <> (SELECT COUNT(*) FROM guide_move m WHERE m.version_id = v.id AND m.to_status = 'PUBLISHED'))
LIMIT 100
