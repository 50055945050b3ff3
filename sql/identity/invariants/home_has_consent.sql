-- I-identity-9: 住处只到楼栋，只属于未注销、同意仍有效的居民
SELECT h.resident_id
FROM identity_home h
JOIN identity_resident r ON r.id = h.resident_id
JOIN grid_cell c ON c.id = h.building_id
WHERE r.status <> 'ACTIVE' OR c.kind <> 'BUILDING'
  OR NOT EXISTS (SELECT 1 FROM identity_consent k
                 WHERE k.resident_id = h.resident_id AND k.purpose = 'HOME' AND k.withdrawn_at IS NULL)
LIMIT 100
