-- I24: 改期有来有去：每个改来的预约都有一个因改期退掉的，且一个只改成一个
SELECT n.id AS booking_id, n.rescheduled_from_id FROM appointment_booking n
LEFT JOIN appointment_booking o ON o.id = n.rescheduled_from_id AND o.outcome = 'RESCHEDULED'
WHERE n.rescheduled_from_id IS NOT NULL AND o.id IS NULL
UNION ALL
SELECT MIN(t.id) AS booking_id, t.rescheduled_from_id FROM appointment_booking t
WHERE t.rescheduled_from_id IS NOT NULL GROUP BY t.rescheduled_from_id HAVING COUNT(*) > 1
