-- I24: 因人数不够取消的，只有定了最少人数的活动
SELECT n.id AS session_id, a.minimum FROM appointment_session n
JOIN appointment_activity a ON a.id = n.activity_id
WHERE n.cancelled_why = 'TOO_FEW' AND a.minimum = 0
