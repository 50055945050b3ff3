-- I-identity-3: 同一 unionid 的微信身份属于同一位居民
SELECT unionid_index, COUNT(DISTINCT resident_id) AS residents
FROM identity_wechat
WHERE unionid_index IS NOT NULL AND resident_id IS NOT NULL
GROUP BY unionid_index
HAVING COUNT(DISTINCT resident_id) > 1
