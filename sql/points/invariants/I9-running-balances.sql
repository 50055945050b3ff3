-- I9: 党员账户的流水序号无缺，余额逐行相加
SELECT n.account_id, n.sequence, n.amount, n.balance
FROM (SELECT account_id, sequence, amount, balance,
    COALESCE(LAG(balance) OVER (PARTITION BY account_id ORDER BY sequence), 0) AS balance_before,
    COALESCE(LAG(sequence) OVER (PARTITION BY account_id ORDER BY sequence), 0) AS sequence_before
  FROM points_line WHERE sequence IS NOT NULL) n
WHERE n.sequence <> n.sequence_before + 1 OR n.balance <> n.balance_before + n.amount
