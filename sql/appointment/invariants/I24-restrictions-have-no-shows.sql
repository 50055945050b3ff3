-- I24: 每个预约限制都由一次算数的爽约而起
SELECT r.id AS restriction_id, r.booking_id FROM appointment_restriction r
LEFT JOIN appointment_booking b ON b.id = r.booking_id AND b.person_key = r.person_key
WHERE b.id IS NULL OR b.outcome IS NULL OR b.outcome <> 'NO_SHOW'
