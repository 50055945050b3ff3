-- I-identity-4: 报到的当前状态等于它最后一次变化的去向
SELECT g.id, g.status
FROM identity_registration g
JOIN identity_registration_move m ON m.registration_id = g.id
WHERE m.id = (SELECT MAX(x.id) FROM identity_registration_move x WHERE x.registration_id = g.id)
  AND m.to_status <> g.status
