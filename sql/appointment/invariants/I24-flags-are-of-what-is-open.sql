-- I24: 待处理的变动只挂在未结束的预约上
SELECT f.id AS flag_id, f.booking_id, b.status FROM appointment_flag f
LEFT JOIN appointment_booking b ON b.id = f.booking_id
WHERE f.cleared_at IS NULL AND (b.id IS NULL OR b.status IN ('FINISHED', 'RELEASED'))
