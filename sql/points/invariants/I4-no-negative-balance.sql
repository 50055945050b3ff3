-- I4: 党员账户的余额不为负
SELECT id AS account_id, balance FROM points_account WHERE kind = 'MEMBER' AND balance < 0
