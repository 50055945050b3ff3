-- I4: 时段的候补人数等于候补中的条目
SELECT s.id AS slot_id, s.waiting, COALESCE(w.entries, 0) AS entries
FROM appointment_slot s
LEFT JOIN (SELECT slot_id, COUNT(*) AS entries FROM appointment_waiting WHERE status = 'WAITING' GROUP BY slot_id) w
  ON w.slot_id = s.id
WHERE s.waiting <> COALESCE(w.entries, 0)
