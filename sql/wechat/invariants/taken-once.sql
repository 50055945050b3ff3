-- W2: 同一条微信推送只收一次
SELECT app, dedupe_key, COUNT(*) AS times FROM wechat_inbound GROUP BY app, dedupe_key HAVING COUNT(*) > 1
