-- 发布人没有编写过他发布的版本（退回修改不算编写）
SELECT v.id FROM guide_version v
WHERE v.publisher IS NOT NULL AND (v.publisher = v.author OR EXISTS (
  SELECT 1 FROM guide_move m WHERE m.version_id = v.id AND m.actor = v.publisher
    AND m.to_status = 'DRAFT' AND (m.from_status IS NULL OR m.from_status = 'DRAFT')))
LIMIT 100
