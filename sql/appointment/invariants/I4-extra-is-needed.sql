-- I4: 加号不多于实际超出的号
SELECT id AS slot_id, taken, capacity, extra FROM appointment_slot WHERE extra > GREATEST(0, taken - capacity)
