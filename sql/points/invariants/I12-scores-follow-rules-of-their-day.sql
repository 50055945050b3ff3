-- I12: 得分所依的细则经两个人通过，并适用于服务当天
SELECT s.id AS score_id, s.rule_id, s.worked_on
FROM points_score s LEFT JOIN points_rule_book b ON b.id = s.rule_id
WHERE NOT (s.status = 'REVOKED' AND s.rule_id = 0)
  AND (b.id IS NULL OR b.status <> 'APPROVED' OR b.decided_by IS NULL OR b.decided_by = b.proposed_by
    OR s.worked_on < b.effective_from OR (b.effective_to IS NOT NULL AND s.worked_on > b.effective_to))
