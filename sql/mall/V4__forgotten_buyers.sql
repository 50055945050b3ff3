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
