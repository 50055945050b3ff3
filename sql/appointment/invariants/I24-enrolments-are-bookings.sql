-- I24: 活动的每个预约都有报名记录，反过来也是
SELECT b.id AS booking_id, b.bookable_id FROM appointment_activity a
JOIN appointment_booking b ON b.bookable_id = a.id
LEFT JOIN appointment_enrolment e ON e.booking_id = b.id AND e.activity_id = a.id AND e.slot_id = b.slot_id
WHERE e.booking_id IS NULL
UNION ALL
SELECT e.booking_id, e.activity_id FROM appointment_enrolment e
LEFT JOIN appointment_booking b ON b.id = e.booking_id AND b.bookable_id = e.activity_id
LEFT JOIN appointment_activity a ON a.id = e.activity_id AND a.revision >= e.revision
WHERE b.id IS NULL OR a.id IS NULL
