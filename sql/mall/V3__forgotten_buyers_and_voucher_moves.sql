-- Why a resident gave something back stood a second time among the moves, which nobody may change. From now on it stands with
-- the return only, and goes with the resident. Of those who left before, it goes now, as their households do.
UPDATE mall_redemption_move SET reason = '' WHERE to_status = 'RETURN_ASKED';

UPDATE mall_return b JOIN mall_redemption m ON m.id = b.redemption_id
JOIN identity_resident r ON r.id = m.resident_id AND r.status = 'FORGOTTEN'
SET b.reason = '';

DELETE h FROM mall_household_member h JOIN identity_resident r ON r.id = h.resident_id AND r.status = 'FORGOTTEN';

UPDATE mall_household h SET h.household_key = CONCAT('gone:', h.id)
WHERE h.household_key LIKE 'phone:%'
  AND NOT EXISTS (SELECT 1 FROM identity_resident r WHERE h.household_key = CONCAT('phone:', r.phone_index));

ALTER TABLE mall_household
  MODIFY household_key VARCHAR(80) COLLATE utf8mb4_bin NOT NULL COMMENT '怎么认出同一户：house:登记的一户、phone:手机号盲索引、resident:编号、gone:本人已注销';

GRANT UPDATE (household_key) ON mall_household TO ${service};

CREATE TABLE mall_voucher_move (
  voucher_id BIGINT NOT NULL COMMENT '券码',
  number INT NOT NULL COMMENT '这个券码的第几次变化，从 1 起无缺',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原状态，空为上传',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  redemption_id BIGINT COMMENT '发给哪笔兑换，不是发出为空',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 resident:42',
  reason VARCHAR(200) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (voucher_id, number),
  CONSTRAINT mall_voucher_move_number CHECK (number >= 1 AND (number = 1) = (from_status IS NULL)),
  CONSTRAINT mall_voucher_move_given CHECK ((to_status = 'GIVEN') = (redemption_id IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '券码的每次状态变化，只增不改';

-- When one was given a row of the redemption tells; when one was withdrawn nothing does, and the reason says so.
INSERT INTO mall_voucher_move (voucher_id, number, from_status, to_status, redemption_id, moved_by, reason, moved_at)
SELECT id, 1, NULL, 'FREE', NULL, 'system:upgrade', '升级时补记', added_at FROM mall_voucher;
INSERT INTO mall_voucher_move (voucher_id, number, from_status, to_status, redemption_id, moved_by, reason, moved_at)
SELECT v.id, 2, 'FREE', v.status, v.redemption_id, COALESCE(CONCAT('resident:', r.resident_id), 'system:upgrade'),
  '升级时补记', COALESCE(r.created_at, v.added_at)
FROM mall_voucher v LEFT JOIN mall_redemption r ON r.id = v.redemption_id
WHERE v.status <> 'FREE';

GRANT SELECT, INSERT ON mall_voucher_move TO ${service};
