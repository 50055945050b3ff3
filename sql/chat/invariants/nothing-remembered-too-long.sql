-- C1: 机器人过期的对话一天之内忘记
SELECT person, expires_at FROM chat_conversation
WHERE expires_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY AND (awaiting <> 'NOTHING' OR guides <> '' OR guide_id IS NOT NULL OR path <> '' OR alert_id IS NOT NULL)
