-- 指南版本的状态等于它最后一次流转的去向，发布过的恰发布一次，没发布的没有发布
SELECT v.id FROM guide_version v
WHERE v.status <> COALESCE((SELECT m.to_status FROM guide_move m WHERE m.version_id = v.id ORDER BY m.id DESC LIMIT 1), '')
   OR (CASE WHEN v.status IN ('PUBLISHED', 'SUSPENDED', 'SUPERSEDED') THEN 1 ELSE 0 END)
      <> (SELECT COUNT(*) FROM guide_move m WHERE m.version_id = v.id AND m.to_status = 'PUBLISHED')
LIMIT 100
