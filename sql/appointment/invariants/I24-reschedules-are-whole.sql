-- I24: 改期有来有去：每个改来的预约都有一个因改期退掉的，且一个只改成一个
SELECT n.id AS booking_id, n.rescheduled_from_id, COUNT(*) AS successors
FROM appointment_booking n
LEFT JOIN appointment_booking o ON o.id = n.rescheduled_from_id
LEFT JOIN appointment_booking t ON t.rescheduled_from_id = n.rescheduled_from_id
WHERE n.rescheduled_from_id IS NOT NULL
GROUP BY n.id, n.rescheduled_from_id, o.id, o.outcome
HAVING o.id IS NULL OR o.outcome IS NULL OR o.outcome <> 'RESCHEDULED' OR COUNT(*) > 1
