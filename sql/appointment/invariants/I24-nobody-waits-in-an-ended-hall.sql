-- I24: 大厅提前结束以后，结束之前到的没有人还在等候、已叫号或过号
SELECT e.id AS entry_id, e.label, e.status FROM appointment_entry e
JOIN appointment_hall_end d ON d.hall_id = e.hall_id AND d.day = e.day
WHERE e.status IN ('WAITING', 'CALLED', 'PASSED') AND e.arrived_at <= d.ended_at
  AND NOT EXISTS (SELECT 1 FROM appointment_entry_move m WHERE m.entry_id = e.id AND m.moved_at >= d.ended_at)
