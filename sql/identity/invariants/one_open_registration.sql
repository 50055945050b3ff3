-- I-identity-1: 每位居民至多一份未结束的报到
SELECT resident_id, COUNT(*) AS open_registrations
FROM identity_registration
WHERE status IN ('SUBMITTED', 'RECEIVED', 'ACTIVE', 'SUSPENDED', 'MOVE_ASKED')
GROUP BY resident_id
HAVING COUNT(*) > 1
