-- I24: 预约的当前状态与最后一次变化的记录相同
SELECT b.id AS booking_id, b.status, b.sub_status, m.to_status, m.sub_status AS moved_sub
FROM appointment_booking b
LEFT JOIN appointment_move m ON m.id = (SELECT MAX(x.id) FROM appointment_move x WHERE x.booking_id = b.id)
WHERE m.id IS NULL OR m.to_status <> b.status OR m.sub_status <> b.sub_status
