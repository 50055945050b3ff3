-- 图片：结论与最近一次变化一致
SELECT u.id AS upload_id, u.verdict, m.to_verdict
FROM media_upload u
LEFT JOIN media_move m ON m.id = (SELECT MAX(id) FROM media_move WHERE upload_id = u.id)
WHERE m.to_verdict IS NULL OR m.to_verdict <> u.verdict
