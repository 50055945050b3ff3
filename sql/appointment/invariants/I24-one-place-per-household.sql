-- I24: 限每户一个号的，一户一天最多一个
SELECT bookable_id, day, household_index, COUNT(*) AS bookings FROM appointment_booking
WHERE household_index IS NOT NULL AND status <> 'RELEASED'
GROUP BY bookable_id, day, household_index HAVING COUNT(*) > 1
