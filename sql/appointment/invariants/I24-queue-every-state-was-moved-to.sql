-- I24: 排队的当前状态与最后一步的记录相同，第一步是等候
SELECT e.id AS entry_id, e.status, m.to_status FROM appointment_entry e
LEFT JOIN appointment_entry_move m ON m.id = (SELECT MAX(x.id) FROM appointment_entry_move x WHERE x.entry_id = e.id)
WHERE m.id IS NULL OR m.to_status <> e.status OR m.line_id <> e.line_id
  OR NOT EXISTS (SELECT 1 FROM appointment_entry_move f
    WHERE f.entry_id = e.id AND f.from_status IS NULL AND f.to_status = 'WAITING')
