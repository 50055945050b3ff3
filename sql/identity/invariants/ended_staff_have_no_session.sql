-- I-identity-5: 离岗人员没有未结束的后台会话
SELECT s.id, s.staff_id
FROM identity_staff_session s
JOIN identity_staff p ON p.id = s.staff_id
WHERE p.status = 'ENDED' AND s.ended_at IS NULL
