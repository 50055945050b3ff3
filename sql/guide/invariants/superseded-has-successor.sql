-- 被取代的版本必有同一事项、版本号更大、已经发布过的后继
SELECT v.id FROM guide_version v LEFT JOIN guide_version s ON s.id = v.successor_id
WHERE v.status = 'SUPERSEDED' AND (s.id IS NULL OR s.item_id <> v.item_id OR s.number <= v.number OR s.status IN ('DRAFT', 'REVIEW', 'SCHEDULED'))
LIMIT 100
