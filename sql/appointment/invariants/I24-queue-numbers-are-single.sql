-- I24: 一个队一天里号不重复，也不超过发到的号
SELECT e.issued_line_id, e.day, e.number, COUNT(*) AS people, MAX(d.last_number) AS last_number FROM appointment_entry e
LEFT JOIN appointment_line_day d ON d.line_id = e.issued_line_id AND d.day = e.day
GROUP BY e.issued_line_id, e.day, e.number
HAVING COUNT(*) > 1 OR COALESCE(MAX(d.last_number), 0) < e.number
