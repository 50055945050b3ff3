-- I12: 适用的赋分细则都由一人拟定、另一人审核，版本不重复
SELECT b.id AS rule_id, b.proposed_by, b.decided_by
FROM points_rule_book b
WHERE b.status = 'APPROVED'
  AND (b.decided_by IS NULL OR b.decided_by = b.proposed_by OR b.submitted_at IS NULL OR b.decided_at < b.submitted_at
    OR (b.cell_id <> 0 AND b.proposed_by <> 'district-file:author' AND b.decided_at >= b.effective_from - INTERVAL 8 HOUR))
