-- C7: 没人接的求助，过了该再通知的时间十分钟之内一定通知
SELECT id, next_call_at FROM chat_alert WHERE status = 'OPEN' AND next_call_at < UTC_TIMESTAMP(3) - INTERVAL 10 MINUTE
