-- C3: 每组问题的等待人数等于正在等答复的人数
SELECT s.group_id, s.community_id, s.waiting FROM chat_share s
WHERE s.waiting <> (SELECT COUNT(*) FROM chat_ask a
    WHERE a.group_id = s.group_id AND a.community_id = s.community_id AND a.status = 'WAITING')
