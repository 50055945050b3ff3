-- 图片：每人图片的合计等于现有图片之和
SELECT q.owner, q.files, q.bytes, COUNT(u.id) AS counted, COALESCE(SUM(u.bytes), 0) AS summed
FROM media_quota q
LEFT JOIN media_upload u ON u.owner = q.owner
GROUP BY q.owner, q.files, q.bytes
HAVING q.files <> COUNT(u.id) OR q.bytes <> COALESCE(SUM(u.bytes), 0)
UNION ALL
SELECT u.owner, 0, 0, COUNT(*), SUM(u.bytes)
FROM media_upload u
WHERE NOT EXISTS (SELECT 1 FROM media_quota q WHERE q.owner = u.owner)
GROUP BY u.owner
