-- C9: 审核通过的处理，重放的就是它现在的内容
SELECT id FROM chat_mending
WHERE status = 'CLEARED' AND replayed_digest IS NULL OR status IN ('CLEARED', 'LIVE') AND replayed_digest <> digest
