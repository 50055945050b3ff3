-- 发布人没有编写过他发布的版本
SELECT v.id FROM guide_version v
WHERE v.publisher IS NOT NULL AND (v.publisher = v.author OR EXISTS (
  SELECT 1 FROM guide_move m WHERE m.version_id = v.id AND m.to_status = 'DRAFT' AND m.actor = v.publisher))
LIMIT 100
