-- C4: 生效的处理都由另一个人审核，而且留有记录
SELECT m.id FROM chat_mending m
WHERE m.status IN ('LIVE', 'WITHDRAWN', 'SUPERSEDED') AND (m.reviewer IS NULL OR m.reviewer = m.author
    OR NOT EXISTS (SELECT 1 FROM chat_move v WHERE v.mending_id = m.id AND v.to_status = 'LIVE'))
