-- I-identity-2: 已注销的居民不再有微信身份、有效会话、未结束的报到和个人信息
SELECT r.id
FROM identity_resident r
WHERE r.status = 'FORGOTTEN'
  AND (r.name IS NOT NULL OR r.phone IS NOT NULL
    OR EXISTS (SELECT 1 FROM identity_wechat w WHERE w.resident_id = r.id)
    OR EXISTS (SELECT 1 FROM identity_session s WHERE s.resident_id = r.id AND s.revoked_at IS NULL)
    OR EXISTS (SELECT 1 FROM identity_registration g WHERE g.resident_id = r.id
      AND (g.status IN ('SUBMITTED', 'RECEIVED', 'ACTIVE') OR g.name IS NOT NULL OR g.unit IS NOT NULL)))
