-- C3: 对话一律加密存放，三十天后删除
SELECT person, place FROM chat_line
WHERE text NOT LIKE 'sm4.%.%' AND text NOT LIKE 'aes.%.%' OR said_at < UTC_TIMESTAMP(3) - INTERVAL 31 DAY
