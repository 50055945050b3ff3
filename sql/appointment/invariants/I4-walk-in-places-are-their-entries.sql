-- I4: 时段里用掉的现场名额等于占着它的号
SELECT COALESCE(w.slot_id, e.slot_id) AS slot_id, COALESCE(w.taken, 0) AS taken, COALESCE(e.people, 0) AS people
FROM appointment_walk_in w
LEFT JOIN (SELECT walk_in_slot_id AS slot_id, COUNT(*) AS people FROM appointment_entry
  WHERE walk_in_slot_id IS NOT NULL GROUP BY walk_in_slot_id) e ON e.slot_id = w.slot_id
WHERE w.taken <> COALESCE(e.people, 0)
UNION ALL
SELECT e.walk_in_slot_id, 0, COUNT(*) FROM appointment_entry e
WHERE e.walk_in_slot_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment_walk_in w WHERE w.slot_id = e.walk_in_slot_id)
GROUP BY e.walk_in_slot_id
