-- I4: 时段占的号等于占着号的预约，长者预留分别相等
SELECT s.id AS slot_id, s.taken, s.elder_taken, COALESCE(b.seats, 0) AS seats, COALESCE(b.elders, 0) AS elders
FROM appointment_slot s
LEFT JOIN (SELECT slot_id, COUNT(*) AS seats, SUM(pool = 'ELDER') AS elders FROM appointment_booking
  WHERE status <> 'RELEASED' GROUP BY slot_id) b ON b.slot_id = s.id
WHERE s.taken <> COALESCE(b.seats, 0) OR s.elder_taken <> COALESCE(b.elders, 0)
