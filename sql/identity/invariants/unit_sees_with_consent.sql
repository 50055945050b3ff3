-- I-identity-10: 单位看得到的党员，都有未撤回的单独同意和党员身份同意，人未注销，单位在用
SELECT s.id
FROM identity_unit_share s
JOIN identity_resident r ON r.id = s.resident_id
JOIN identity_unit u ON u.id = s.unit_id
WHERE s.withdrawn_at IS NULL
  AND (r.status <> 'ACTIVE' OR u.status <> 'ACTIVE'
    OR NOT EXISTS (SELECT 1 FROM identity_consent c
                   WHERE c.resident_id = s.resident_id AND c.purpose = 'UNIT' AND c.withdrawn_at IS NULL)
    OR NOT EXISTS (SELECT 1 FROM identity_consent c
                   WHERE c.resident_id = s.resident_id AND c.purpose = 'MEMBERSHIP' AND c.withdrawn_at IS NULL))
LIMIT 100
