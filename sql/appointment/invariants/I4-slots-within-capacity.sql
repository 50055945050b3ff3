-- I4: 时段占的号不为负，也不超过号数加上知情加号
SELECT id AS slot_id, taken, elder_taken, capacity, extra FROM appointment_slot
WHERE taken < 0 OR taken > capacity + extra OR elder_taken < 0 OR elder_taken > elder_reserved OR elder_taken > taken
