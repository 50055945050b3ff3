-- I24: 窗口的状态与最后一次开、停、关的记录相同
SELECT d.id AS desk_id, d.status, m.to_status FROM appointment_desk d
LEFT JOIN appointment_desk_move m ON m.id = (SELECT MAX(x.id) FROM appointment_desk_move x WHERE x.desk_id = d.id)
WHERE COALESCE(m.to_status, 'CLOSED') <> d.status
