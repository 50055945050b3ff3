-- I-identity-7: 有手机号的居民有未撤回的手机号同意，未结束的报到有未撤回的党员身份同意
SELECT r.id
FROM identity_resident r
WHERE (r.phone IS NOT NULL AND NOT EXISTS (SELECT 1 FROM identity_consent c
    WHERE c.resident_id = r.id AND c.purpose = 'PHONE' AND c.withdrawn_at IS NULL))
  OR (EXISTS (SELECT 1 FROM identity_registration g WHERE g.resident_id = r.id AND g.unit IS NOT NULL
      AND g.status IN ('SUBMITTED', 'RECEIVED', 'ACTIVE'))
    AND NOT EXISTS (SELECT 1 FROM identity_consent c
      WHERE c.resident_id = r.id AND c.purpose = 'MEMBERSHIP' AND c.withdrawn_at IS NULL))
