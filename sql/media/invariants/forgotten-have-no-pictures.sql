-- 图片：已注销的居民没有图片，也没有检查记录
SELECT u.id AS upload_id, u.owner
FROM media_upload u
JOIN identity_resident r ON u.owner = CONCAT('resident:', r.id)
WHERE r.forgotten_at IS NOT NULL AND r.forgotten_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR
