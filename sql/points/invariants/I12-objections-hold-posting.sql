-- I12: 公示期内提出的异议答复以前不入账，别人提出而成立的异议已撤销得分
SELECT o.id AS objection_id, o.status, s.status AS score_status
FROM points_objection o JOIN points_score s ON s.id = o.score_id
WHERE (o.status = 'UPHELD' AND s.status <> 'REVOKED' AND o.resident_id <> s.resident_id)
  OR (o.status = 'OPEN' AND s.status = 'POSTED'
      AND o.raised_at < LEAST(s.settled_at, COALESCE(s.publish_until, s.settled_at)))
