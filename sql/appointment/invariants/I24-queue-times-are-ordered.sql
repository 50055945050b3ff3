-- I24: 先到、再叫、再办、再结束
SELECT id AS entry_id, arrived_at, called_at, serving_at, ended_at FROM appointment_entry
WHERE called_at < arrived_at OR serving_at < arrived_at OR ended_at < arrived_at OR ended_at < serving_at
