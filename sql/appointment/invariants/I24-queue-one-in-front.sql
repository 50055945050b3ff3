-- I24: 一个窗口前最多一位，没开的窗口前没有人
SELECT e.desk_id, COUNT(*) AS people, MAX(d.status) AS desk FROM appointment_entry e
LEFT JOIN appointment_desk d ON d.id = e.desk_id
WHERE e.status IN ('CALLED', 'SERVING') GROUP BY e.desk_id
HAVING COUNT(*) > 1 OR COALESCE(MAX(d.status), 'CLOSED') = 'CLOSED'
